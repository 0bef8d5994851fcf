/* SPDX-License-Identifier: BSD-3-Clause */
/* clock_getres(): POSIX XSH. */
#include <uk/anchor.h>
#include "posix.h"

UK_NEED(uk_clock_cpu);

int clock_getres(clockid_t id, struct timespec *ts)
{
	if (uk_clock_read(id) < 0)
		return (int)uk_ret(-EINVAL);
	if (ts)
		*ts = uk_timespec(1);
	return 0;
}
