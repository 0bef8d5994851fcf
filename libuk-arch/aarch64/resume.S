/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * uk_regs_resume(), and the registers of floating point and Advanced SIMD: uk/trap.h,
 * uk/arch/regs.h.
 */
#include <uk/arch/regs.h>

	.text
	.globl uk_regs_resume
	.type uk_regs_resume, %function
uk_regs_resume:
	ldr x1, [x0, #248]		/* sp */
	ldr x2, [x0, #264]		/* pstate */
	mov sp, x1			/* nobody writes below it: signals of the host have another stack */
	msr nzcv, x2
	ldr x1, [x0]
	adrp x3, uk_resume_x0
	str x1, [x3, :lo12:uk_resume_x0]
	ldp x29, x30, [x0, #232]
	ldp x27, x28, [x0, #216]
	ldp x25, x26, [x0, #200]
	ldp x23, x24, [x0, #184]
	ldp x21, x22, [x0, #168]
	ldp x19, x20, [x0, #152]
	ldp x17, x18, [x0, #136]
	ldp x15, x16, [x0, #120]
	ldp x13, x14, [x0, #104]
	ldp x11, x12, [x0, #88]
	ldp x9, x10, [x0, #72]
	ldp x7, x8, [x0, #56]
	ldp x5, x6, [x0, #40]
	ldp x3, x4, [x0, #24]
	ldp x1, x2, [x0, #8]
	ldr x0, [x0, #256]		/* pc */
	brk #UK_BRK_RESUME
	.size uk_regs_resume, . - uk_regs_resume

	.macro vectors op		/* stored to or loaded from the area at x0 */
	\op q0, q1, [x0, #16]
	\op q2, q3, [x0, #48]
	\op q4, q5, [x0, #80]
	\op q6, q7, [x0, #112]
	\op q8, q9, [x0, #144]
	\op q10, q11, [x0, #176]
	\op q12, q13, [x0, #208]
	\op q14, q15, [x0, #240]
	\op q16, q17, [x0, #272]
	\op q18, q19, [x0, #304]
	\op q20, q21, [x0, #336]
	\op q22, q23, [x0, #368]
	\op q24, q25, [x0, #400]
	\op q26, q27, [x0, #432]
	\op q28, q29, [x0, #464]
	\op q30, q31, [x0, #496]
	.endm

	.globl uk_fp_save
	.type uk_fp_save, %function
uk_fp_save:
	mrs x1, fpsr
	mrs x2, fpcr
	stp w1, w2, [x0, #8]
	vectors stp
	ret
	.size uk_fp_save, . - uk_fp_save

	.globl uk_fp_restore
	.type uk_fp_restore, %function
uk_fp_restore:
	ldp w1, w2, [x0, #8]
	msr fpsr, x1
	msr fpcr, x2
	vectors ldp
	ret
	.size uk_fp_restore, . - uk_fp_restore
	.section .note.GNU-stack, "", %progbits
