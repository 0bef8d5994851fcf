/* SPDX-License-Identifier: BSD-3-Clause */
/* struct ucontext of the kernel (asm/sigcontext.h). */
#ifndef LINUX_UCONTEXT_H
#define LINUX_UCONTEXT_H

#include "../linux.h"

struct ucontext {
	unsigned long flags;
	void *link;
	struct uk_linux_stack stack;
	uint64_t r8, r9, r10, r11, r12, r13, r14, r15;
	uint64_t rdi, rsi, rbp, rbx, rdx, rax, rcx, rsp, rip, eflags;
	uint16_t cs, gs, fs, ss;
	uint64_t err, trapno, oldmask, cr2;
	const void *fpstate; /* starts as FXSAVE writes it */
};

static inline uint64_t *linux_pc(struct ucontext *u)
{
	return &u->rip;
}

#endif
