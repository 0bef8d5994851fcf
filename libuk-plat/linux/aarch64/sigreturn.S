/* SPDX-License-Identifier: BSD-3-Clause */
/* Where the kernel lets a signal handler return to: rt_sigreturn(2). */
	.section .text.uk_linux_sigreturn, "ax"
	.globl uk_linux_sigreturn
	.type uk_linux_sigreturn, %function
uk_linux_sigreturn:
	mov x8, #139
	svc #0
	.size uk_linux_sigreturn, . - uk_linux_sigreturn
	.section .note.GNU-stack, "", %progbits
