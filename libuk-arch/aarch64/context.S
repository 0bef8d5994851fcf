/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Context switch: the registers that a function call preserves (AAPCS64 6.1: x19-x29,
 * sp, the low halves of v8-v15) and the floating-point control register go to the old
 * stack and come from the new one; a switch is a function call that returns elsewhere.
 */
	.text
	.globl uk_context_switch
	.type uk_context_switch, %function
uk_context_switch:		/* x0: from, x1: to; sp at 0, tp at 8 */
	stp x29, x30, [sp, #-176]!
	stp x19, x20, [sp, #16]
	stp x21, x22, [sp, #32]
	stp x23, x24, [sp, #48]
	stp x25, x26, [sp, #64]
	stp x27, x28, [sp, #80]
	stp d8, d9, [sp, #96]
	stp d10, d11, [sp, #112]
	stp d12, d13, [sp, #128]
	stp d14, d15, [sp, #144]
	mrs x2, fpcr
	mrs x3, tpidr_el0
	mov x4, sp
	str x2, [sp, #160]
	stp x4, x3, [x0]
	ldp x4, x3, [x1]
	mov sp, x4
	msr tpidr_el0, x3
	ldr x5, [sp, #160]
	cmp x5, x2			/* writing it drains the pipeline of some processors */
	b.eq 1f
	msr fpcr, x5
1:	ldp x19, x20, [sp, #16]
	ldp x21, x22, [sp, #32]
	ldp x23, x24, [sp, #48]
	ldp x25, x26, [sp, #64]
	ldp x27, x28, [sp, #80]
	ldp d8, d9, [sp, #96]
	ldp d10, d11, [sp, #112]
	ldp d12, d13, [sp, #128]
	ldp d14, d15, [sp, #144]
	ldp x29, x30, [sp], #176
	ret
	.size uk_context_switch, . - uk_context_switch

/* What a new context returns into: fn in x19, its argument in x20. */
	.globl uk_context_start
	.type uk_context_start, %function
uk_context_start:
	mov x0, x20
	mov x29, xzr			/* the outermost frame: backtraces end here */
	mov x30, xzr
	blr x19
	brk #0
	.size uk_context_start, . - uk_context_start
	.section .note.GNU-stack, "", %progbits
