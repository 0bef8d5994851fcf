/* SPDX-License-Identifier: BSD-3-Clause */
/* clock_nanosleep(): POSIX XSH; returns an error number. */
#include "time/timer_priv.h"

struct uk_waitq uk_sleepers = UK_WAITQ_INIT(uk_sleepers);

/* Until a time of a clock that may be set meanwhile: then everybody is woken, and looks again.
 */
static int sleep_until(clockid_t id, const struct timespec *ts)
{
	uint64_t deadline;
	int r;

	do {
		r = uk_deadline(id, ts, &deadline);
		if (r < 0)
			return r;
		uk_sched_lock();
		r = uk_waitq_wait_intr(&uk_sleepers, deadline);
		uk_sched_unlock();
	} while (r == 0);
	return r == -ETIMEDOUT ? 0 : r;
}

static int sleep_for(const struct timespec *ts, struct timespec *left)
{
	uint64_t deadline, now;
	int r = uk_deadline_in(ts, &deadline);

	if (r < 0)
		return r;
	r = (int)UK_POINT_ONCE(uk_sleep_until(deadline));
	if (left) {
		now = r < 0 ? uk_clock_ns() : deadline;
		*left = uk_timespec(deadline > now ? deadline - now : 0);
	}
	return r;
}

/* On a clock of processor time, until it shows @then. */
static int cpu_sleep_until(clockid_t id, int64_t then)
{
	int64_t now;
	int r = 0;

	while (r == 0 && (now = uk_clock_read(id)) < then)
		r = now < 0 ? -EINVAL
			    : uk_sleep_until(uk_clock_cpu_next((uint64_t)now, (uint64_t)then));
	return r;
}

static int cpu_sleep(clockid_t id, bool absolute, const struct timespec *ts,
		     struct timespec *left)
{
	int64_t now = uk_clock_read(id), then;
	uint64_t ns;
	int r = uk_interval_ns(ts, &ns);

	if (r < 0)
		return r;
	then = (int64_t)UK_MIN(ns, (uint64_t)INT64_MAX / 2) + (absolute ? 0 : now);
	r = (int)UK_POINT_ONCE(cpu_sleep_until(id, then));
	if (left && !absolute) {
		now = uk_clock_read(id);
		*left = uk_timespec(then > now && now >= 0 ? (uint64_t)(then - now) : 0);
	}
	return r;
}

int clock_nanosleep(clockid_t id, int flags, const struct timespec *ts, struct timespec *left)
{
	/* The caller's own time stands still while it sleeps. */
	if (id == CLOCK_THREAD_CPUTIME_ID || uk_clock_read(id) < 0 ||
	    id == uk_clock_of_thread(uk_thread_self()))
		return EINVAL;
	if (uk_unlikely(uk_clock_is_cpu(id)))
		return -cpu_sleep(id, flags & TIMER_ABSTIME, ts, left);
	return -(int)(flags & TIMER_ABSTIME ? UK_POINT_ONCE(sleep_until(id, ts))
					    : sleep_for(ts, left));
}
