/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * void uk_regs_resume(const struct uk_regs *r): struct uk_regs is in the order of pops, and ends
 * with the frame of iretq, which unprivileged code may use to return to its own
 * level (SDM volume 2, IRET). What interrupts this uses a stack of its own.
 */
	.text
	.globl uk_regs_resume
	.type uk_regs_resume, @function
uk_regs_resume:
	mov %rdi, %rsp
	pop %r15
	pop %r14
	pop %r13
	pop %r12
	pop %r11
	pop %r10
	pop %r9
	pop %r8
	pop %rdi
	pop %rsi
	pop %rbp
	pop %rbx
	pop %rdx
	pop %rcx
	pop %rax
	add $16, %rsp			/* vector, error */
	iretq
	.size uk_regs_resume, . - uk_regs_resume

	.globl uk_fp_restore
	.type uk_fp_restore, @function
uk_fp_restore:
	fxrstor64 (%rdi)
	ret
	.size uk_fp_restore, . - uk_fp_restore
	.section .note.GNU-stack, "", @progbits
