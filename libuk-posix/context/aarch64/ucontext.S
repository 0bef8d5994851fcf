/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * getcontext(), swapcontext(), and loading a context: POSIX.1-2001. Registers that calls preserve,
 * in the places of mcontext_t (uk/arch/mcontext.h); C does the signal mask.
 */
#define MCONTEXT 48 /* offset of uc_mcontext in ucontext_t */
#define X(n)	 (MCONTEXT + 8 * (n))
#define SP	 X(31)
#define FP	 (MCONTEXT + 36 * 8) /* d8 to d15, fpcr */

	.macro registers op, at		/* stored to or loaded from the context at register \at */
	\op x19, x20, [\at, #X(19)]
	\op x21, x22, [\at, #X(21)]
	\op x23, x24, [\at, #X(23)]
	\op x25, x26, [\at, #X(25)]
	\op x27, x28, [\at, #X(27)]
	\op x29, x30, [\at, #X(29)]
	\op d8, d9, [\at, #FP]
	\op d10, d11, [\at, #FP + 16]
	\op d12, d13, [\at, #FP + 32]
	\op d14, d15, [\at, #FP + 48]
	.endm

	.macro save			/* that of the caller, when it gets back 0, to x0 */
	registers stp, x0
	mov x9, sp
	mrs x10, fpcr
	stp x9, x30, [x0, #SP]		/* sp, pc */
	str x10, [x0, #FP + 64]
	.endm

	.text
	.globl getcontext
	.type getcontext, %function
getcontext:
	save
	b uk_context_keep_mask
	.size getcontext, . - getcontext

	.globl swapcontext
	.type swapcontext, %function
swapcontext:
	save
	mov x19, x1			/* saved, and setcontext() does not return */
	bl uk_context_keep_mask
	mov x0, x19
	b setcontext
	.size swapcontext, . - swapcontext

	.globl uk_context_load
	.type uk_context_load, %function
uk_context_load:
	mov x16, x0
	registers ldp, x16
	ldr x10, [x16, #FP + 64]
	ldp x9, x17, [x16, #SP]
	msr fpcr, x10
	mov sp, x9
	ldp x0, x1, [x16, #X(0)]
	ldp x2, x3, [x16, #X(2)]
	ldp x4, x5, [x16, #X(4)]
	ldp x6, x7, [x16, #X(6)]
	br x17
	.size uk_context_load, . - uk_context_load

/* Where the function of makecontext() returns to: its uc_link is in x19. */
	.globl uk_context_end
	.type uk_context_end, %function
uk_context_end:
	mov x0, x19
	bl uk_context_ended
	brk #0
	.size uk_context_end, . - uk_context_end
	.section .note.GNU-stack, "", %progbits
