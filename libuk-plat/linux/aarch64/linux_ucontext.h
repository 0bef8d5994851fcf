/* SPDX-License-Identifier: BSD-3-Clause */
/* struct ucontext of the kernel (asm/ucontext.h, asm/sigcontext.h). */
#ifndef LINUX_UCONTEXT_H
#define LINUX_UCONTEXT_H

#include "../linux.h"

struct ucontext {
	unsigned long flags;
	void *link;
	struct uk_linux_stack stack;
	uint64_t sigmask[16] uk_aligned(8); /* with room for more signals */
	uint64_t fault_address uk_aligned(16);
	uint64_t x[31], sp, pc, pstate;
	uint8_t records[4096] uk_aligned(16);
};

#define ESR_MAGIC 0x45535201u
#define FP_MAGIC  0x46508001u

struct record {
	uint32_t magic, size;
	uint64_t esr; /* of ESR_MAGIC */
};

static inline uint64_t *linux_pc(struct ucontext *u)
{
	return &u->pc;
}

#endif
