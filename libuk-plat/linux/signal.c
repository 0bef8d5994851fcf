/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Signals of a Linux process. Faults are taken on a stack of their own, so
 * that a stack overflow can be reported, and become crash reports. All
 * other signals keep the default action the process was started with.
 */
#include <uk/crash.h>
#include <uk/trap.h>
#include "linux.h"
#include "context.h" /* of the architecture */

#define LINUX_SA_SIGINFO 4ul
#define LINUX_SA_ONSTACK 0x08000000ul
#define LINUX_SA_RESTORER 0x04000000ul
#define LINUX_SIGILL 4
#define LINUX_SIGTRAP 5
#define LINUX_SIGBUS 7
#define LINUX_SIGFPE 8

struct linux_sigaction {
	void (*handler)(int sig, void *info, void *context);
	unsigned long flags;
	void (*restorer)(void);
	uint64_t mask;
};

struct linux_siginfo {
	int signo, error, code, pad;
	uintptr_t addr;
};

static char fault_stack[16384] uk_aligned(16);

void linux_signal_handle(int sig, void (*handler)(int sig, void *info, void *context), unsigned long flags)
{
	struct linux_sigaction sa = {
		.handler = handler,
		.flags = flags | LINUX_SA_SIGINFO | LINUX_SA_ONSTACK | LINUX_SA_RESTORER,
		.restorer = linux_sigreturn,
	};

	SYS4(rt_sigaction, sig, &sa, 0, sizeof(sa.mask));
}

void linux_signal_default(int sig)
{
	struct linux_sigaction sa = { 0 };
	uint64_t mask = UINT64_C(1) << (sig - 1);

	SYS4(rt_sigaction, sig, &sa, 0, sizeof(sa.mask));
	SYS4(rt_sigprocmask, 1 /* SIG_UNBLOCK */, &mask, 0, sizeof(mask));
}

static void fault(int sig, void *info, void *context)
{
	const struct linux_siginfo *si = info;
	struct uk_regs regs;
	const char *what = sig == LINUX_SIGILL	? "invalid opcode" :
			   sig == LINUX_SIGFPE	? "arithmetic fault" :
			   sig == LINUX_SIGTRAP ? "breakpoint" :
						  "page fault";

	linux_context_regs(context, &regs);
	uk_crash(what, si->addr, &regs);
}

void linux_signal_init(void)
{
	static const unsigned char faults[] = { LINUX_SIGILL, LINUX_SIGBUS, LINUX_SIGFPE, LINUX_SIGSEGV };
	struct {
		void *sp;
		int flags;
		size_t size;
	} ss = { fault_stack, 0, sizeof(fault_stack) };

	SYS2(sigaltstack, &ss, 0);
	for (unsigned i = 0; i < sizeof(faults); i++)
		linux_signal_handle(faults[i], fault, 0);
}
