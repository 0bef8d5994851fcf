/* SPDX-License-Identifier: BSD-3-Clause */
/* The restorer of signal handlers: x86_64 kernels require one. */
	.text
	.globl linux_sigreturn
	.type linux_sigreturn, @function
linux_sigreturn:
	mov $15, %eax		/* rt_sigreturn */
	syscall
	.size linux_sigreturn, . - linux_sigreturn
	.section .note.GNU-stack, "", @progbits
