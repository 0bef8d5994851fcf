/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Signal handlers, on a stack of their own. Those of faults never return; a second fault
 * in there ends the process at once, because the signal is blocked.
 */
#include "linux.h"

#define SA_SIGINFO  4ul
#define SA_RESTORER 0x04000000ul
#define SA_ONSTACK  0x08000000ul
#define SA_RESTART  0x10000000ul
#define SIGSET_SIZE 8
#define SIG_IGN	    1

#define SIGILL	4
#define SIGTRAP 5
#define SIGBUS	7
#define SIGFPE	8
#define SIGSEGV 11

void uk_linux_sigreturn(void); /* sigreturn.S */

/* The kernel's, the same on all architectures that have SA_RESTORER (asm/signal.h). */
struct sigaction {
	void (*handler)(int, struct uk_linux_siginfo *, void *);
	unsigned long flags;
	void (*restorer)(void);
	uint64_t mask;
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

__attribute__((no_stack_protector)) bool uk_linux_signal_ignored(int signo)
{
	struct sigaction a = { .handler = NULL };

	sys4(UK_LINUX_NR_rt_sigaction, signo, 0, (long)&a, SIGSET_SIZE);
	return (uintptr_t)a.handler == SIG_IGN;
}

__attribute__((no_stack_protector)) void uk_linux_faults_init(void)
{
	/* Room for the kernel's frame (with AVX-512 state 3.5 KB, with SVE 4.5) and the report.
	 */
	static char alternate[16 << 10] uk_aligned(16);
	static const struct uk_linux_stack s = { alternate, 0, sizeof(alternate) };
	static const uint8_t signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP };

	sys2(UK_LINUX_NR_sigaltstack, (long)&s, 0);
	for (size_t i = 0; i < sizeof(signals); i++)
		uk_linux_signal(signals[i], uk_linux_fault);
}
