/* SPDX-License-Identifier: BSD-3-Clause */
/* void uk_call_on_stack(void *top, void (*fn)(void *), void *arg) */
	.text
	.globl uk_call_on_stack
	.type uk_call_on_stack, %function
uk_call_on_stack:
	stp x29, x30, [sp, #-16]!
	mov x29, sp
	and x3, x0, #-16
	mov sp, x3
	mov x0, x2
	blr x1
	mov sp, x29
	ldp x29, x30, [sp], #16
	ret
	.size uk_call_on_stack, . - uk_call_on_stack
	.section .note.GNU-stack, "", %progbits
