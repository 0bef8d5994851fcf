/* SPDX-License-Identifier: BSD-3-Clause */
/* void uk_call_on_stack(void *top, void (*fn)(void *), void *arg) */
	.text
	.globl uk_call_on_stack
	.type uk_call_on_stack, @function
uk_call_on_stack:
	push %rbp
	mov %rsp, %rbp
	mov %rdi, %rsp
	and $-16, %rsp
	mov %rdx, %rdi
	call *%rsi
	leave
	ret
	.size uk_call_on_stack, . - uk_call_on_stack
	.section .note.GNU-stack, "", @progbits
