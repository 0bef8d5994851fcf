/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * uk_async_entry: uk/async.h. The interrupted function's red zone is passed over; what is
 * pushed is struct uk_regs, with the selectors that unprivileged code has on every platform.
 */
#include <uk/arch/regs.h>

	.text
	.globl uk_async_entry
	.type uk_async_entry, @function
uk_async_entry:
	lea -UK_RED_ZONE(%rsp), %rsp
	push $UK_USER_SS
	push %rsp
	pushfq
	addq $UK_RED_ZONE + 8, 8(%rsp)	/* where it was */
	push $UK_USER_CS
	push uk_async_pc(%rip)
	push $0
	push $0
	uk_push_regs
	cld
	mov %rsp, %rbx
	mov uk_async_fp_size(%rip), %r13d
	sub %r13, %rsp
	and $-64, %rsp
	mov %rsp, %r12
	cmp $UK_FP_SIZE, %r13d
	jne 1f
	fxsave64 (%r12)
	call *uk_async_call(%rip)
	fxrstor64 (%r12)
	jmp 2f
1:	lea UK_FP_SIZE(%r12), %rdi	/* XSAVE leaves most of its header alone */
	xor %eax, %eax
	mov $8, %ecx
	rep stosq
	xor %edx, %edx
	mov uk_async_fp_mask(%rip), %eax
	xsave64 (%r12)
	call *uk_async_call(%rip)
	xor %edx, %edx
	mov uk_async_fp_mask(%rip), %eax
	xrstor64 (%r12)
2:	mov %rbx, %rdi
	jmp uk_regs_resume
	.size uk_async_entry, . - uk_async_entry

	.bss
	.balign 8
	.globl uk_async_pc, uk_async_call
uk_async_pc:
	.quad 0
uk_async_call:
	.quad 0
	.section .note.GNU-stack, "", @progbits
