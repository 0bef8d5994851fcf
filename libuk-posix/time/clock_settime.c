/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * clock_settime(): POSIX XSH. The image's own CLOCK_REALTIME; a host's is left alone. Timers
 * and sleeps until a time of it notice; other waits end when they would have.
 */
#include "time/timer_priv.h"

#pragma weak uk_timers_shift /* there with timer_create() */
#pragma weak uk_sleepers     /* there with clock_nanosleep() */

int clock_settime(clockid_t id, const struct timespec *ts)
{
	int64_t delta;

	if (id != CLOCK_REALTIME || ts->tv_sec < 0 ||
	    ts->tv_sec > INT64_MAX / UK_NS_PER_SEC - 1 || ts->tv_nsec < 0 ||
	    ts->tv_nsec >= UK_NS_PER_SEC)
		return (int)uk_ret(-EINVAL);
	delta = ts->tv_sec * UK_NS_PER_SEC + ts->tv_nsec - (int64_t)uk_clock_wall_ns();
	uk_clock_wall_shift += (uint64_t)delta;
	if (uk_timers_shift)
		uk_timers_shift(delta);
	if (&uk_sleepers)
		uk_waitq_wake(&uk_sleepers, UK_WAKE_ALL);
	return 0;
}
