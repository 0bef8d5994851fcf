/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64: struct uk_regs, in the order in which trap entries store them. */
#ifndef UK_ARCH_REGS_H
#define UK_ARCH_REGS_H

#include <stdint.h>

#define UK_RED_ZONE    0
#define UK_REGS_RESUME 0 /* no instruction at EL0 loads all registers and jumps */
#define UK_FP_SIZE     528

struct uk_regs {
	uint64_t x[31]; /* x[29]: frame pointer, x[30]: link register */
	uint64_t sp, pc, pstate;
	uint64_t esr, far; /* syndrome and fault address registers; 0 where nobody knows them */
};

#endif
