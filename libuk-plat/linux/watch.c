/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Waiting for host descriptors: one epoll instance, made when it is first
 * needed, is where the idle process sleeps. A process that is never idle would
 * not look there, so a timer of its CPU time marks an interrupt source pending now and
 * then, and the scheduler's next dispatch looks without waiting.
 */
#include <errno.h>
#include <uk/irq.h>
#include "linux.h"

#define LINUX_EPOLL_CTL_ADD   1
#define LINUX_EPOLL_CTL_DEL   2
#define LINUX_EPOLL_CTL_MOD   3
#define LINUX_EPOLL_CLOEXEC   02000000
#define LINUX_ITIMER_VIRTUAL  1
#define LINUX_ENOSYS	      38
#define LINUX_SA_RESTART      0x10000000ul
#define BATCH		      32
#define BUSY_LOOK_US	      4000
#define SOURCE_LOOK	      (UK_IRQ_MAX - 1) /* the platform's own */

/* The kernel packs it on x86_64 only. */
struct linux_epoll_event {
	uint32_t events;
	void *data;
} uk_packed;

static int epoll_fd = -1;
static int next_source;
static bool look_wanted; /* the next source asked for is SOURCE_LOOK */

static void call(const struct linux_epoll_event *ev, long n)
{
	for (long i = 0; i < n; i++) {
		struct uk_linux_watch *w = ev[i].data;

		/* An earlier call of this batch may have ended it. */
		if (w->added)
			w->fn(w, ev[i].events);
	}
}

static void look(void *arg)
{
	struct linux_epoll_event ev[BATCH];

	(void)arg;
	call(ev, SYS4(epoll_wait, epoll_fd, ev, BATCH, 0));
}

static void tick(int sig, void *info, void *context)
{
	(void)sig, (void)info, (void)context;
	uk_irq_raise(SOURCE_LOOK);
}

static int start(void)
{
	struct {
		int64_t interval_sec, interval_us, sec, us;
	} t = { 0, BUSY_LOOK_US, 0, BUSY_LOOK_US };
	long r = SYS1(epoll_create1, LINUX_EPOLL_CLOEXEC);

	if (r < 0)
		return uk_linux_errno(r);
	epoll_fd = r;
	look_wanted = true;
	uk_irq_attach(UK_IRQ_NO_LINE, look, NULL);
	linux_signal_handle(LINUX_SIGVTALRM, tick, LINUX_SA_RESTART);
	SYS3(setitimer, LINUX_ITIMER_VIRTUAL, &t, 0);
	return 0;
}

int uk_linux_watch(struct uk_linux_watch *w)
{
	struct linux_epoll_event ev = { w->events, w };
	long r;

	if (epoll_fd < 0 && (r = start()) < 0)
		return r;
	r = SYS4(epoll_ctl, epoll_fd, w->added ? LINUX_EPOLL_CTL_MOD : LINUX_EPOLL_CTL_ADD, w->fd, &ev);
	if (r == 0)
		w->added = true;
	return uk_linux_errno(r);
}

void uk_linux_unwatch(struct uk_linux_watch *w)
{
	struct linux_epoll_event ev = { 0, NULL };

	if (w->added)
		SYS4(epoll_ctl, epoll_fd, LINUX_EPOLL_CTL_DEL, w->fd, &ev);
	w->added = false;
}

/* Watches behind uk_irq_attach(fd, …). */
static struct uk_linux_watch irq_watch[SOURCE_LOOK];

static void raise_source(struct uk_linux_watch *w, uint32_t events)
{
	(void)events;
	uk_irq_raise(w - irq_watch);
}

int linux_irq_enable(unsigned line)
{
	int source = next_source, r;

	if (look_wanted) {
		look_wanted = false;
		return SOURCE_LOOK;
	}
	if (source >= SOURCE_LOOK)
		return -ENOSPC;
	next_source++;
	if (line == UK_IRQ_NO_LINE)
		return source;
	irq_watch[source] = (struct uk_linux_watch){ .fd = line, .events = UK_LINUX_IN | UK_LINUX_EDGE, .fn = raise_source };
	r = uk_linux_watch(&irq_watch[source]);
	if (r < 0)
		return r;
	return source;
}

/* Sleep until something is readable, a signal comes or the time is over. */
static long wait(struct linux_epoll_event *ev, const struct linux_timespec *t)
{
	static bool old_kernel;
	long r;

	if (epoll_fd < 0) {
		SYS4(ppoll, 0, 0, t, 0);
		return 0;
	}
	if (!old_kernel) {
		r = SYS6(epoll_pwait2, epoll_fd, ev, BATCH, t, 0, 8);
		if (r != -LINUX_ENOSYS)
			return r;
		old_kernel = true; /* before 5.11: milliseconds, rounded up */
	}
	return SYS6(epoll_pwait, epoll_fd, ev, BATCH, t ? t->sec * 1000 + (t->nsec + 999999) / 1000000 : -1, 0, 8);
}

void linux_idle(uint64_t deadline_ns)
{
	struct linux_epoll_event ev[BATCH];
	struct linux_timespec t;
	uint64_t now;

	if (uk_irq_any())
		return;
	if (deadline_ns == UK_FOREVER) {
		call(ev, wait(ev, NULL));
		return;
	}
	now = uk_clock_ns();
	if (deadline_ns <= now)
		return;
	t.sec = (deadline_ns - now) / 1000000000;
	t.nsec = (deadline_ns - now) % 1000000000;
	call(ev, wait(ev, &t));
}
