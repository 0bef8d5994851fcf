/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: mcontext_t of <ucontext.h>. The order is that of struct uk_regs; names of indices
 * are Linux's, so that code written for its gregs[] compiles.
 */
#ifndef UK_ARCH_MCONTEXT_H
#define UK_ARCH_MCONTEXT_H

typedef long long greg_t;
#define NGREG 22
typedef greg_t gregset_t[NGREG];

typedef struct {
	gregset_t gregs;
} mcontext_t;

/* Of getcontext(): the control words of both units. */
typedef unsigned long __uk_context_fp[2];

#ifdef _GNU_SOURCE
enum {
	REG_R15,
	REG_R14,
	REG_R13,
	REG_R12,
	REG_R11,
	REG_R10,
	REG_R9,
	REG_R8,
	REG_RDI,
	REG_RSI,
	REG_RBP,
	REG_RBX,
	REG_RDX,
	REG_RCX,
	REG_RAX,
	REG_TRAPNO,
	REG_ERR,
	REG_RIP,
	REG_CS,
	REG_EFL,
	REG_RSP,
	REG_SS,
};
#endif

#endif
