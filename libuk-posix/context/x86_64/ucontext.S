/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * getcontext(), swapcontext(), and loading a context: POSIX.1-2001. Registers that calls preserve,
 * in the places of mcontext_t (uk/arch/mcontext.h); C does the signal mask.
 */
#define MCONTEXT 48 /* offset of uc_mcontext in ucontext_t */
#define GREG(n)	 (MCONTEXT + 8 * (n))
#define R15 GREG(0)
#define R14 GREG(1)
#define R13 GREG(2)
#define R12 GREG(3)
#define R9  GREG(6)
#define R8  GREG(7)
#define RDI GREG(8)
#define RSI GREG(9)
#define RBP GREG(10)
#define RBX GREG(11)
#define RDX GREG(12)
#define RCX GREG(13)
#define RIP GREG(17)
#define RSP GREG(20)
#define FP  GREG(22)

	.macro save			/* that of the caller, when it gets back 0, to rdi */
	mov %rbx, RBX(%rdi)
	mov %rbp, RBP(%rdi)
	mov %r12, R12(%rdi)
	mov %r13, R13(%rdi)
	mov %r14, R14(%rdi)
	mov %r15, R15(%rdi)
	mov (%rsp), %rax
	mov %rax, RIP(%rdi)
	lea 8(%rsp), %rax
	mov %rax, RSP(%rdi)
	fnstcw FP(%rdi)
	stmxcsr FP + 8(%rdi)
	.endm

	.text
	.globl getcontext
	.type getcontext, @function
getcontext:
	save
	jmp uk_context_keep_mask
	.size getcontext, . - getcontext

	.globl swapcontext
	.type swapcontext, @function
swapcontext:
	save
	push %rbx
	mov %rsi, %rbx
	call uk_context_keep_mask
	mov %rbx, %rdi
	pop %rbx
	jmp setcontext
	.size swapcontext, . - swapcontext

	.globl uk_context_load
	.type uk_context_load, @function
uk_context_load:
	fldcw FP(%rdi)
	ldmxcsr FP + 8(%rdi)
	mov RBX(%rdi), %rbx
	mov RBP(%rdi), %rbp
	mov R12(%rdi), %r12
	mov R13(%rdi), %r13
	mov R14(%rdi), %r14
	mov R15(%rdi), %r15
	mov RSP(%rdi), %rsp
	mov RIP(%rdi), %rax
	mov RSI(%rdi), %rsi
	mov RDX(%rdi), %rdx
	mov RCX(%rdi), %rcx
	mov R8(%rdi), %r8
	mov R9(%rdi), %r9
	mov RDI(%rdi), %rdi
	mov %rax, %r11
	xor %eax, %eax
	jmp *%r11
	.size uk_context_load, . - uk_context_load

/* Where the function of makecontext() returns to: its uc_link is in rbx. */
	.globl uk_context_end
	.type uk_context_end, @function
uk_context_end:
	mov %rbx, %rdi
	and $-16, %rsp
	call uk_context_ended
	ud2
	.size uk_context_end, . - uk_context_end
	.section .note.GNU-stack, "", @progbits
