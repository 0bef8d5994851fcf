/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * uk_async_entry: uk/async.h. Below the stack pointer nothing is the interrupted function's; there go
 * struct uk_regs and the registers of uk_fp_save(), which are all that there are but SVE's.
 */
#include <uk/arch/regs.h>

#define REGS_SIZE 288

	.text
	.globl uk_async_entry
	.type uk_async_entry, %function
uk_async_entry:
	sub sp, sp, #REGS_SIZE + UK_FP_SIZE
	stp x0, x1, [sp]
	stp x2, x3, [sp, #16]
	stp x4, x5, [sp, #32]
	stp x6, x7, [sp, #48]
	stp x8, x9, [sp, #64]
	stp x10, x11, [sp, #80]
	stp x12, x13, [sp, #96]
	stp x14, x15, [sp, #112]
	stp x16, x17, [sp, #128]
	stp x18, x19, [sp, #144]
	stp x20, x21, [sp, #160]
	stp x22, x23, [sp, #176]
	stp x24, x25, [sp, #192]
	stp x26, x27, [sp, #208]
	stp x28, x29, [sp, #224]
	add x0, sp, #REGS_SIZE + UK_FP_SIZE
	stp x30, x0, [sp, #240]
	adrp x1, uk_async_pc
	ldr x1, [x1, :lo12:uk_async_pc]
	mrs x2, nzcv
	stp x1, x2, [sp, #256]
	add x0, sp, #REGS_SIZE
	bl uk_fp_save
	adrp x1, uk_async_call
	ldr x1, [x1, :lo12:uk_async_call]
	blr x1
	add x0, sp, #REGS_SIZE
	bl uk_fp_restore
	mov x0, sp
	b uk_regs_resume
	.size uk_async_entry, . - uk_async_entry

	.globl uk_async_init
	.type uk_async_init, %function
uk_async_init:				/* the size is the same everywhere */
	ret
	.size uk_async_init, . - uk_async_init

	.bss
	.balign 8
	.globl uk_async_pc, uk_async_call
uk_async_pc:
	.quad 0
uk_async_call:
	.quad 0
	.section .note.GNU-stack, "", %progbits
