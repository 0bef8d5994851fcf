/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Signals that stand for processor exceptions: their frame has the interrupted
 * registers, which become a crash report.
 */
#include <uk/anchor.h>
#include <uk/crash.h>
#include <uk/trap.h>
#include "../../boot/crash_priv.h"
#include "../linux.h"
#include "linux_ucontext.h"

#define SIGBUS	    7
#define SIGSEGV	    11
#define SEGV_ACCERR 2
#define PRESENT	    1 /* in the error code of a page fault */

UK_NEED(linux_tick);

static uk_fault_offer *offer;

static void start(uk_fault_offer *fn)
{
	offer = fn;
}
UK_FAULT_SOURCE(linux_fault_source) = { start };

/* The thread is to go on elsewhere: what a call changes. */
static void redirect(struct ucontext *u, const struct uk_regs *r)
{
	u->rip = r->rip;
	u->rsp = r->rsp;
	u->rbp = r->rbp;
	u->rdi = r->rdi;
	u->eflags = r->rflags;
}

void uk_linux_fault(int signo, struct uk_linux_siginfo *info, void *context)
{
	struct ucontext *u = context;
	uintptr_t addr = u->trapno == UK_TRAP_PAGE_FAULT ? u->cr2 : 0;
	struct uk_regs r = {
		.r15 = u->r15,
		.r14 = u->r14,
		.r13 = u->r13,
		.r12 = u->r12,
		.r11 = u->r11,
		.r10 = u->r10,
		.r9 = u->r9,
		.r8 = u->r8,
		.rdi = u->rdi,
		.rsi = u->rsi,
		.rbp = u->rbp,
		.rbx = u->rbx,
		.rdx = u->rdx,
		.rcx = u->rcx,
		.rax = u->rax,
		.vector = u->trapno,
		.error = u->err,
		.rip = u->rip,
		.cs = u->cs,
		.rflags = u->eflags,
		.rsp = u->rsp,
		.ss = u->ss,
	};

	if (info->code <= 0)
		uk_crash("fault signal sent by a process", 0, &r);
	/* The kernel knows of memory without any rights, which is not present. */
	if (signo == SIGSEGV && info->code == SEGV_ACCERR)
		r.error |= PRESENT;
	if (offer && offer(&r, addr, u->fpstate)) {
		redirect(u, &r);
		return;
	}
	if (signo == SIGBUS)
		uk_crash("bus error", info->addr, &r);
	uk_crash(uk_trap_name(u->trapno, u->err), addr, &r);
}
