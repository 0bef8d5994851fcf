/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Signals that stand for processor exceptions: their frame has the interrupted
 * registers, which become a crash report, on a stack of its own. A second
 * fault in there ends the process at once, because the signal is blocked.
 */
#include <uk/crash.h>
#include <uk/trap.h>
#include "../../boot/crash_priv.h"
#include "../linux.h"

#define SA_SIGINFO  4ul
#define SA_RESTORER 0x04000000ul
#define SA_ONSTACK  0x08000000ul
#define SA_RESTART  0x10000000ul
#define SIGSET_SIZE 8

#define SIGILL	4
#define SIGBUS	7
#define SIGFPE	8
#define SIGSEGV 11

void uk_linux_sigreturn(void);

struct sigaction {
	void (*handler)(int, struct uk_linux_siginfo *, void *);
	unsigned long flags;
	void (*restorer)(void);
	uint64_t mask;
};

struct stack {
	void *base;
	int flags;
	size_t size;
};

/* struct ucontext of the kernel, up to the registers' end (asm/sigcontext.h). */
struct ucontext {
	unsigned long flags;
	void *link;
	struct stack stack;
	uint64_t r8, r9, r10, r11, r12, r13, r14, r15;
	uint64_t rdi, rsi, rbp, rbx, rdx, rax, rcx, rsp, rip, eflags;
	uint16_t cs, gs, fs, ss;
	uint64_t err, trapno, oldmask, cr2;
};

/* Runs before there is a canary. */
__attribute__((no_stack_protector)) void
uk_linux_signal(int signo, void (*handler)(int, struct uk_linux_siginfo *, void *))
{
	struct sigaction a = {
		.handler = handler,
		.flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART | SA_RESTORER,
		.restorer = uk_linux_sigreturn,
	};

	sys4(UK_LINUX_NR_rt_sigaction, signo, (long)&a, 0, SIGSET_SIZE);
}

static void fault(int signo, struct uk_linux_siginfo *info, void *context)
{
	const struct ucontext *u = context;
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
	if (signo == SIGBUS)
		uk_crash("bus error", info->addr, &r);
	uk_crash(uk_trap_name(u->trapno, u->err), u->trapno == UK_TRAP_PAGE_FAULT ? u->cr2 : 0,
		 &r);
}

__attribute__((no_stack_protector)) void uk_linux_faults_init(void)
{
	/* Room for the kernel's frame with AVX-512 state (at most 3.5 KB) and the report. */
	static char alternate[16 << 10] uk_aligned(16);
	static const struct stack s = { alternate, 0, sizeof(alternate) };
	static const uint8_t signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL };

	sys2(UK_LINUX_NR_sigaltstack, (long)&s, 0);
	for (size_t i = 0; i < sizeof(signals); i++)
		uk_linux_signal(signals[i], fault);
}
