/* SPDX-License-Identifier: BSD-3-Clause */
/* The tick (uk/tick.h) of a process: a timer of its own processor time. */
#include <uk/async.h>
#include <uk/tick.h>
#include "linux.h"
#include "linux_ucontext.h" /* the architecture's */

#define ITIMER_VIRTUAL 1
#define SIGVTALRM      26

static void tick(int signo, struct uk_linux_siginfo *info, void *context)
{
	struct ucontext *u = context;

	(void)signo;
	(void)info;
	if (!uk_async_allowed(*linux_pc(u)))
		return;
	uk_async_pc = *linux_pc(u);
	*linux_pc(u) = (uintptr_t)uk_async_entry;
}

static bool start(uint64_t period_ns)
{
	const int64_t us = (int64_t)(period_ns / 1000), period[4] = { 0, us, 0, us };

	if (!uk_linux_running())
		return false;
	uk_linux_signal(SIGVTALRM, tick);
	sys3(UK_LINUX_NR_setitimer, ITIMER_VIRTUAL, (long)period, 0);
	return true;
}

/* What UK_NEED(linux_tick) refers to; it does not keep the rest. */
extern const char linux_tick[];
const char linux_tick[1] = { 0 };
UK_TICK(linux_tick_record) = { start, NULL };
