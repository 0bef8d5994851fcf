/* SPDX-License-Identifier: BSD-3-Clause */
/* gettimeofday(): POSIX XSH. The time zone is the C library's affair. */
#include <sys/time.h>
#include "posix.h"

int gettimeofday(struct timeval *restrict tv, void *restrict tz)
{
	uint64_t us = uk_clock_wall_ns() / 1000;

	if (tz)
		*(struct timezone *)tz = (struct timezone){ 0, 0 };
	if (tv) {
		tv->tv_sec = (time_t)(us / 1000000);
		tv->tv_usec = (suseconds_t)(us % 1000000);
	}
	return 0;
}
