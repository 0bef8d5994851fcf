/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Context switch: the registers that a function call preserves go to the old
 * stack and come from the new one; a switch is a function call that returns
 * elsewhere. Floating-point control words are preserved too (System V ABI 3.2.1).
 */
	.text
	.globl uk_context_switch
	.type uk_context_switch, @function
uk_context_switch:		/* rdi: from, rsi: to; sp at 0, tp at 8 */
	push %rbp
	push %rbx
	push %r12
	push %r13
	push %r14
	push %r15
	sub $8, %rsp
	stmxcsr (%rsp)
	fnstcw 4(%rsp)
	mov %rsp, (%rdi)
	mov %fs:0, %rax		/* the control block points to itself */
	mov %rax, 8(%rdi)
	mov (%rsi), %rsp
	mov 8(%rsi), %rdi
	cmp %rax, %rdi
	je 1f
	cmpq $0, uk_tls_set_slow(%rip)
	jne 2f
	wrfsbase %rdi
1:	ldmxcsr (%rsp)
	fldcw 4(%rsp)
	add $8, %rsp
	pop %r15
	pop %r14
	pop %r13
	pop %r12
	pop %rbx
	pop %rbp
	ret
2:	call *uk_tls_set_slow(%rip)	/* preserves nothing that matters: all is on the stack */
	jmp 1b
	.size uk_context_switch, . - uk_context_switch

/* What a new context returns into: fn in rbx, its argument in r12. */
	.globl uk_context_start
	.type uk_context_start, @function
uk_context_start:
	mov %r12, %rdi
	xor %ebp, %ebp		/* the outermost frame: backtraces end here */
	call *%rbx
	ud2
	.size uk_context_start, . - uk_context_start
	.section .note.GNU-stack, "", @progbits
