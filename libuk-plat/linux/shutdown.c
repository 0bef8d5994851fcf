/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of a process. A crash ends by the signal that a C program would have died
 * of, so that the parent sees 134 (SIGABRT) or 139 (SIGSEGV), and a core dump if it is wanted;
 * so does a program that was asked to end by a signal and has no more to say than that.
 */
#include <uk/crash.h>
#include "linux.h"

#define SIG_UNBLOCK 1
#define SIGSET_SIZE 8

static void uk_noreturn end(int status)
{
	for (;;)
		sys1(UK_LINUX_NR_exit_group, status);
}

void uk_linux_end_by(int signo)
{
	static const uint64_t default_action[4];
	uint64_t set = UINT64_C(1) << (signo - 1);

	sys4(UK_LINUX_NR_rt_sigaction, signo, (long)default_action, 0, SIGSET_SIZE);
	sys4(UK_LINUX_NR_rt_sigprocmask, SIG_UNBLOCK, (long)&set, 0, SIGSET_SIZE);
	sys3(UK_LINUX_NR_tgkill, sys1(UK_LINUX_NR_getpid, 0), sys1(UK_LINUX_NR_gettid, 0),
	     signo);
	/* Where the signal has no effect: process 1 of a container. */
	end(128 + signo);
}

void uk_linux_shutdown(enum uk_shutdown how, int status)
{
	if (how == UK_SHUTDOWN_CRASH)
		uk_linux_end_by(status == UK_STATUS_FAULT ? 11 : 6);
	if (uk_linux_asked_by() && status == 128 + uk_linux_asked_by())
		uk_linux_end_by(uk_linux_asked_by());
	end(status);
}
