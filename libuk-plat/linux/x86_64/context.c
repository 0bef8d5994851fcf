/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: struct uk_regs from a signal frame (the kernel's struct ucontext and sigcontext). */
#include <uk/trap.h>
#include "context.h"

/* uc_flags, uc_link and uc_stack come before the registers. */
struct ucontext {
	uint64_t flags, link, stack[3];
	uint64_t r8, r9, r10, r11, r12, r13, r14, r15, rdi, rsi, rbp, rbx, rdx, rax, rcx, rsp, rip, eflags;
	uint16_t cs, gs, fs, ss;
	uint64_t err, trapno;
};

void linux_context_regs(const void *ucontext, struct uk_regs *r)
{
	const struct ucontext *u = ucontext;

	*r = (struct uk_regs){
		.r15 = u->r15, .r14 = u->r14, .r13 = u->r13, .r12 = u->r12, .r11 = u->r11, .r10 = u->r10,
		.r9 = u->r9, .r8 = u->r8, .rdi = u->rdi, .rsi = u->rsi, .rbp = u->rbp, .rbx = u->rbx,
		.rdx = u->rdx, .rcx = u->rcx, .rax = u->rax, .vector = u->trapno, .error = u->err, .rip = u->rip,
		.cs = u->cs, .rflags = u->eflags, .rsp = u->rsp, .ss = u->ss,
	};
}
