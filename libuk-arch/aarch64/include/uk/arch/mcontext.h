/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64: mcontext_t of <ucontext.h>, with Linux's names. */
#ifndef UK_ARCH_MCONTEXT_H
#define UK_ARCH_MCONTEXT_H

typedef struct {
	unsigned long long regs[31], sp, pc, pstate;
	unsigned long long fault_address;
} mcontext_t;

#endif
