/* SPDX-License-Identifier: BSD-3-Clause */
/* timer_create() and kin: POSIX XSH. A timer_t is an index into a table of pointers. */
#include <limits.h>
#include <string.h>
#include <uk/heap.h>
#include "thread/notify.h"
#include "time/timer_priv.h"

#define TIMERS_MAX 256

struct timer {
	struct uk_sigtimer t;
	clockid_t clock;
	bool absolute;		 /* armed for a time of the clock */
	struct uk_notify notify; /* SIGEV_THREAD */
};

static struct timer *timers[TIMERS_MAX];

static struct timer *get(timer_t id)
{
	return id < TIMERS_MAX ? timers[id] : NULL;
}

static void nothing(struct uk_sigtimer *t)
{
	t->told = t->overrun;
}

static void run(struct uk_sigtimer *t)
{
	t->told = t->overrun;
	uk_notify(&uk_container_of(t, struct timer, t)->notify);
}

/* Make @t notify as @ev says. */
static int prepare(struct timer *t, const struct sigevent *ev, timer_t id)
{
	int sig = ev->sigev_notify == SIGEV_SIGNAL ? ev->sigev_signo : 0;

	uk_sigtimer_init(&t->t, sig, SI_TIMER);
	t->t.entry.info.si_value = ev->sigev_value;
	t->t.entry.info.si_timerid = id;
	switch (ev->sigev_notify) {
	case SIGEV_SIGNAL:
		return uk_sig_valid(sig) ? 0 : -EINVAL;
	case SIGEV_NONE:
		t->t.expired = nothing;
		return 0;
	case SIGEV_THREAD:
		t->t.expired = run;
		return uk_notify_init(&t->notify, ev);
	default:
		return -EINVAL;
	}
}

int timer_create(clockid_t clock, struct sigevent *restrict ev, timer_t *restrict id)
{
	struct sigevent usual = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM };
	struct timer *t;
	timer_t i;
	int r;

	if (clock == CLOCK_THREAD_CPUTIME_ID) {
		uk_pthread_enter();
		clock = uk_clock_of_thread(uk_thread_self());
	}
	if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC && clock != CLOCK_BOOTTIME &&
	    (!uk_clock_is_cpu(clock) || uk_clock_cpu(clock) < 0))
		return (int)uk_ret(-EINVAL);
	for (i = 0; i < TIMERS_MAX && timers[i]; i++) {
	}
	t = i < TIMERS_MAX ? uk_zalloc(sizeof(*t)) : NULL;
	if (!t)
		return (int)uk_ret(-EAGAIN);
	usual.sigev_value.sival_int = (int)i;
	t->clock = clock;
	r = prepare(t, ev ? ev : &usual, i);
	if (r < 0) {
		uk_free(t);
		return (int)uk_ret(r);
	}
	if (uk_clock_is_cpu(clock))
		t->t.cpu = clock;
	timers[i] = t;
	*id = i;
	return 0;
}

int timer_delete(timer_t id)
{
	struct timer *t = get(id);

	if (!t)
		return (int)uk_ret(-EINVAL);
	timers[id] = NULL;
	uk_sigtimer_set(&t->t, UK_FOREVER, 0);
	/* A signal of it may be pending: that stays, without information. */
	uk_list_remove(&t->t.entry.link);
	uk_notify_end(&t->notify);
	uk_free(t);
	return 0;
}

static struct itimerspec now_of(const struct timer *t)
{
	return (struct itimerspec){ .it_value = uk_timespec(uk_sigtimer_left(&t->t)),
				    .it_interval = uk_timespec(t->t.interval) };
}

int timer_gettime(timer_t id, struct itimerspec *value)
{
	struct timer *t = get(id);

	if (!t)
		return (int)uk_ret(-EINVAL);
	*value = now_of(t);
	return 0;
}

/* When the clock of processor time of @t shows @ts, or that much more than now. */
static int cpu_deadline(const struct timer *t, bool absolute, const struct timespec *ts,
			uint64_t *next)
{
	uint64_t now = uk_sigtimer_now(&t->t);
	int r = uk_interval_ns(ts, next);

	if (r == 0 && (int64_t)now < 0)
		r = -EINVAL;
	if (r == 0 && !absolute && __builtin_add_overflow(*next, now, next))
		*next = UK_FOREVER;
	return r;
}

int timer_settime(timer_t id, int flags, const struct itimerspec *restrict value,
		  struct itimerspec *restrict old)
{
	struct timer *t = get(id);
	uint64_t next = UK_FOREVER, interval;
	struct itimerspec was;
	int r;

	if (!t || uk_interval_ns(&value->it_interval, &interval) < 0)
		return (int)uk_ret(-EINVAL);
	was = now_of(t);
	if (t->t.cpu)
		r = cpu_deadline(t, flags & TIMER_ABSTIME, &value->it_value, &next);
	else if (flags & TIMER_ABSTIME)
		r = uk_deadline(t->clock, &value->it_value, &next);
	else
		r = uk_deadline_in(&value->it_value, &next);
	if (r < 0)
		return (int)uk_ret(r);
	if (next == 0) /* past: at once, and intervals count from now */
		next = uk_sigtimer_now(&t->t);
	if (!value->it_value.tv_sec && !value->it_value.tv_nsec)
		next = UK_FOREVER;
	t->absolute = flags & TIMER_ABSTIME;
	r = uk_sigtimer_set(&t->t, next, interval);
	if (r == 0 && old)
		*old = was;
	return (int)uk_ret(r);
}

void uk_timers_shift(int64_t delta)
{
	uint64_t now = uk_clock_ns();
	timer_t i;

	for (i = 0; i < TIMERS_MAX; i++) {
		struct timer *t = timers[i];
		int64_t left;

		if (!t || !t->absolute || t->clock != CLOCK_REALTIME || t->t.next == UK_FOREVER)
			continue;
		left = (int64_t)(t->t.next - now) - delta;
		/* There is room: it is armed. */
		uk_sigtimer_set(&t->t, left > 0 ? now + (uint64_t)left : now, t->t.interval);
	}
}

int timer_getoverrun(timer_t id)
{
	struct timer *t = get(id);

	return t ? t->t.told : (int)uk_ret(-EINVAL);
}
