/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * aarch64: mcontext_t of <ucontext.h>. The names are Linux's, the order is that of struct
 * uk_regs; there are no records of other registers behind it.
 */
#ifndef UK_ARCH_MCONTEXT_H
#define UK_ARCH_MCONTEXT_H

typedef struct {
	unsigned long long regs[31], sp, pc, pstate;
	unsigned long long __esr, fault_address;
} mcontext_t;

/* Of getcontext(): d8 to d15, fpcr. */
typedef unsigned long __uk_context_fp[9];

#endif
