/* SPDX-License-Identifier: BSD-3-Clause */
/* clock_nanosleep(): POSIX XSH; returns an error number. */
#include "posix.h"

int clock_nanosleep(clockid_t id, int flags, const struct timespec *ts, struct timespec *left)
{
	uint64_t deadline, now;
	int r;

	if (uk_clock_read(id) < 0)
		return EINVAL;
	r = flags & TIMER_ABSTIME ? uk_deadline(id, ts, &deadline)
				  : uk_deadline_in(ts, &deadline);
	if (r < 0)
		return -r;
	r = (int)UK_POINT_ONCE(uk_sleep_until(deadline));
	if (left && !(flags & TIMER_ABSTIME)) {
		now = r < 0 ? uk_clock_ns() : deadline;
		*left = uk_timespec(deadline > now ? deadline - now : 0);
	}
	return -r;
}
