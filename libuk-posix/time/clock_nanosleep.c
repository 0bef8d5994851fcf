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

int clock_nanosleep(clockid_t id, int flags, const struct timespec *ts, struct timespec *left)
{
	if (uk_clock_read(id) < 0)
		return EINVAL;
	return -(int)(flags & TIMER_ABSTIME ? UK_POINT_ONCE(sleep_until(id, ts))
					    : sleep_for(ts, left));
}
