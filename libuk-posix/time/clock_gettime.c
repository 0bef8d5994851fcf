/* SPDX-License-Identifier: BSD-3-Clause */
/* clock_gettime(): POSIX XSH. */
#include <uk/anchor.h>
#include "posix.h"

UK_NEED(uk_clock_cpu);

int clock_gettime(clockid_t id, struct timespec *ts)
{
	int64_t ns = uk_clock_read(id);

	if (ns < 0)
		return (int)uk_ret(-EINVAL);
	*ts = uk_timespec((uint64_t)ns);
	return 0;
}
