/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64: struct uk_regs, in the order in which trap entries store them. */
#ifndef UK_ARCH_REGS_H
#define UK_ARCH_REGS_H

#define UK_RED_ZONE 0
/* What uk_fp_save() stores, laid out as the record of Linux's signal frames
 * (asm/sigcontext.h, struct fpsimd_context): fpsr and fpcr at 8, v0 to v31 from 16 on. */
#define UK_FP_SIZE 528

/*
 * No instruction at EL0 loads all registers and jumps. This breakpoint ends uk_regs_resume(),
 * and who gets it, the kernel's signal handler or EL1, goes on at x0 with x0 from uk_resume_x0,
 * and with interrupts.
 */
#define UK_BRK_RESUME	   0x756b
#define UK_BRK_RESUME_INSN (0xd4200000 | UK_BRK_RESUME << 5)

#ifndef __ASSEMBLER__
#include <stdint.h>

struct uk_regs {
	uint64_t x[31]; /* x[29]: frame pointer, x[30]: link register */
	uint64_t sp, pc, pstate;
	uint64_t esr, far; /* syndrome and fault address registers; 0 where nobody knows them */
};

extern uint64_t uk_resume_x0; /* regs.c */

void uk_fp_save(void *area); /* see uk_fp_restore() */
#endif

#endif
