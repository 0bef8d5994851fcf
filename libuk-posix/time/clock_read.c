/* SPDX-License-Identifier: BSD-3-Clause */
/* The clocks that there are, in nanoseconds. */
#include "posix.h"

/* In an image that does not ask for it the process has used all time. */
#pragma weak uk_clock_cpu

int64_t uk_clock_read(clockid_t id)
{
	switch (id) {
	case CLOCK_REALTIME:
	case CLOCK_REALTIME_COARSE:
		return (int64_t)uk_clock_wall_ns();
	case CLOCK_MONOTONIC:
	case CLOCK_MONOTONIC_RAW:
	case CLOCK_MONOTONIC_COARSE:
	case CLOCK_BOOTTIME:
		return (int64_t)uk_clock_ns();
	case CLOCK_PROCESS_CPUTIME_ID:
		return uk_clock_cpu ? uk_clock_cpu(id) : (int64_t)(uk_clock_ns() - uk_start_ns);
	default:
		return uk_clock_cpu ? uk_clock_cpu(id) : -EINVAL;
	}
}
