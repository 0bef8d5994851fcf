/* SPDX-License-Identifier: BSD-3-Clause */
/* From the times of POSIX to the deadlines of the pool. */
#include "posix.h"

static bool valid(const struct timespec *ts)
{
	return ts->tv_nsec >= 0 && ts->tv_nsec < UK_NS_PER_SEC;
}

/* Nanoseconds of @ts, which is not negative; UK_FOREVER if that is too far away. */
static uint64_t ns_of(const struct timespec *ts)
{
	uint64_t ns;

	if (__builtin_mul_overflow((uint64_t)ts->tv_sec, (uint64_t)UK_NS_PER_SEC, &ns) ||
	    __builtin_add_overflow(ns, (uint64_t)ts->tv_nsec, &ns))
		return UK_FOREVER;
	return ns;
}

static uint64_t after(uint64_t now, uint64_t ns)
{
	uint64_t sum;

	if (ns == UK_FOREVER || __builtin_add_overflow(now, ns, &sum))
		return UK_FOREVER;
	return sum;
}

int uk_deadline(clockid_t id, const struct timespec *ts, uint64_t *deadline)
{
	int64_t now = uk_clock_read(id);
	uint64_t ns;

	if (now < 0 || !valid(ts))
		return -EINVAL;
	*deadline = 0;
	if (ts->tv_sec < 0)
		return 0;
	ns = ns_of(ts);
	if (ns > (uint64_t)now)
		*deadline = after(uk_clock_ns(), ns == UK_FOREVER ? ns : ns - (uint64_t)now);
	return 0;
}

int uk_interval_ns(const struct timespec *ts, uint64_t *ns)
{
	if (!valid(ts) || ts->tv_sec < 0)
		return -EINVAL;
	*ns = ns_of(ts);
	return 0;
}

int uk_deadline_in(const struct timespec *ts, uint64_t *deadline)
{
	uint64_t ns;
	int r = uk_interval_ns(ts, &ns);

	if (r == 0)
		*deadline = after(uk_clock_ns(), ns);
	return r;
}
