/* SPDX-License-Identifier: BSD-3-Clause */
/* getrusage(): POSIX XSH. */
#include <string.h>
#include <sys/resource.h>
#include <uk/page.h>
#include "posix.h"

int getrusage(int who, struct rusage *u)
{
	struct uk_page_stats pages;
	int64_t us;

	if (who != RUSAGE_SELF && who != RUSAGE_CHILDREN && who != RUSAGE_THREAD)
		return (int)uk_ret(-EINVAL);
	memset(u, 0, sizeof(*u));
	if (who == RUSAGE_CHILDREN)
		return 0;
	us = uk_clock_cpu(who == RUSAGE_SELF ? CLOCK_PROCESS_CPUTIME_ID
					     : CLOCK_THREAD_CPUTIME_ID) /
	     1000;
	uk_page_stats(&pages);
	u->ru_utime.tv_sec = (time_t)(us / 1000000);
	u->ru_utime.tv_usec = (suseconds_t)(us % 1000000);
	u->ru_maxrss = (long)((pages.total - pages.free) * (UK_PAGE_SIZE / 1024));
	return 0;
}
