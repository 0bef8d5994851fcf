/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Descriptors as interrupts. The epoll set is one interrupt source; idle waits in
 * it. Threads that never let the processor idle would starve it, so a timer that
 * counts processor time only (an idle process never sees it) raises the source, too.
 */
#include <errno.h>
#include "../boot/irq_priv.h"
#include "linux.h"

#define EPOLL_CLOEXEC  02000000
#define EPOLL_CTL_ADD  1
#define EPOLL_CTL_DEL  2
#define EPOLL_CTL_MOD  3
#define ITIMER_PROF    2
#define SIGPROF	       27
#define BUSY_PERIOD_US 4000
#define BATCH	       64

static int epoll = -1;
/* What the last wait returned; entries of ended watches become NULL. */
static struct uk_linux_epoll_event batch[BATCH];
static int in_batch;

static void tick(int signo, struct uk_linux_siginfo *info, void *context)
{
	(void)signo;
	(void)info;
	(void)context;
	uk_irq_raise(LINUX_SOURCE);
}

static void collect(const struct uk_linux_timespec *timeout)
{
	static bool no_pwait2;
	long r = -LINUX_ENOSYS;

	if (!timeout || timeout->sec || timeout->nsec) {
		if (!no_pwait2)
			r = sys6(UK_LINUX_NR_epoll_pwait2, epoll, (long)batch, BATCH,
				 (long)timeout, 0, 8);
		if (r < 0 && r != -LINUX_EINTR)
			no_pwait2 = true;
	}
	if (r < 0 && r != -LINUX_EINTR) {
		/* An old kernel, or no waiting wanted: milliseconds, rounded up. */
		int64_t ms = -1;

		if (timeout)
			ms = timeout->sec > 1000000
				     ? 1000000000
				     : timeout->sec * 1000 + (timeout->nsec + 999999) / 1000000;
		r = sys6(UK_LINUX_NR_epoll_pwait, epoll, (long)batch, BATCH, ms, 0, 0);
	}
	in_batch = r > 0 ? r : 0;
}

static void dispatch(void *arg)
{
	static const struct uk_linux_timespec now;
	bool more;

	(void)arg;
	if (in_batch == 0)
		collect(&now);
	/* One more round if there may be more than fits, but not for ever. */
	more = in_batch == BATCH;
	for (int i = 0; i < in_batch; i++) {
		struct uk_linux_watch *w = batch[i].data;

		if (w)
			w->fn(w, batch[i].events);
	}
	in_batch = 0;
	if (more)
		uk_irq_raise(LINUX_SOURCE);
}

static int start(void)
{
	static const int64_t period[4] = { 0, BUSY_PERIOD_US, 0, BUSY_PERIOD_US };
	long r = sys1(UK_LINUX_NR_epoll_create1, EPOLL_CLOEXEC);

	if (r < 0)
		return uk_linux_errno(r);
	epoll = r;
	uk_irq_set_handler(LINUX_SOURCE, dispatch, NULL);
	uk_linux_signal(SIGPROF, tick);
	sys3(UK_LINUX_NR_setitimer, ITIMER_PROF, (long)period, 0);
	return 0;
}

static int control(int op, struct uk_linux_watch *w)
{
	struct uk_linux_epoll_event e = { .events = w->events, .data = w };

	return uk_linux_errno(sys4(UK_LINUX_NR_epoll_ctl, epoll, op, w->fd, (long)&e));
}

int uk_linux_watch(struct uk_linux_watch *w)
{
	int r = epoll < 0 ? start() : 0;

	if (r < 0)
		return r;
	r = control(w->added ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, w);
	if (r == 0)
		w->added = true;
	return r;
}

void uk_linux_unwatch(struct uk_linux_watch *w)
{
	if (!w->added)
		return;
	w->added = false;
	control(EPOLL_CTL_DEL, w);
	for (int i = 0; i < in_batch; i++)
		if (batch[i].data == w)
			batch[i].data = NULL;
}

void uk_linux_idle(uint64_t deadline_ns)
{
	struct uk_linux_timespec t, *timeout = NULL;

	if (uk_irq_any())
		return;
	if (deadline_ns != UK_FOREVER) {
		uint64_t now = uk_clock_ns();

		if (now >= deadline_ns)
			return;
		t.sec = (deadline_ns - now) / NS_PER_S;
		t.nsec = (deadline_ns - now) % NS_PER_S;
		timeout = &t;
	}
	if (epoll < 0) {
		sys4(UK_LINUX_NR_ppoll, 0, 0, (long)timeout, 0);
		return;
	}
	collect(timeout);
	if (in_batch)
		uk_irq_raise(LINUX_SOURCE);
}
