/* SPDX-License-Identifier: BSD-3-Clause */
/* uk_linux_syscall(number, a … f), uk/plat_linux.h: a C call's registers moved to a system call's. */
	.section .text.uk_linux_syscall, "ax"
	.globl uk_linux_syscall
	.type uk_linux_syscall, @function
uk_linux_syscall:
	mov %rdi, %rax
	mov %rsi, %rdi
	mov %rdx, %rsi
	mov %rcx, %rdx
	mov %r8, %r10
	mov %r9, %r8
	mov 8(%rsp), %r9
	syscall
	test %rax, %rax
	js 1f
	ret
1:	mov %rax, %rdi
	jmp uk_linux_error
	.size uk_linux_syscall, . - uk_linux_syscall

/* Where the kernel lets a signal handler return to. */
	.section .text.linux_sigreturn, "ax"
	.globl linux_sigreturn
	.type linux_sigreturn, @function
linux_sigreturn:
	mov $15, %eax		/* rt_sigreturn */
	syscall
	.size linux_sigreturn, . - linux_sigreturn
	.section .note.GNU-stack, "", @progbits
