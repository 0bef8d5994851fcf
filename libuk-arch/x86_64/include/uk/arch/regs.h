/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: struct uk_regs, in the order in which trap entries push them. */
#ifndef UK_ARCH_REGS_H
#define UK_ARCH_REGS_H

#include <stdint.h>

struct uk_regs {
	uint64_t r15, r14, r13, r12, r11, r10, r9, r8;
	uint64_t rdi, rsi, rbp, rbx, rdx, rcx, rax;
	uint64_t vector, error; /* error: 0 where the CPU pushes none */
	uint64_t rip, cs, rflags, rsp, ss;
};

#endif
