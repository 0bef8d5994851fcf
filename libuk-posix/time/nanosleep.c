/* SPDX-License-Identifier: BSD-3-Clause */
/* nanosleep(): POSIX XSH. Nothing interrupts it. */
#include "posix.h"

int nanosleep(const struct timespec *ts, struct timespec *left)
{
	uint64_t deadline;
	int r = uk_deadline_in(ts, &deadline);

	if (r < 0)
		return (int)uk_ret(r);
	uk_thread_sleep_until(deadline);
	if (left)
		*left = (struct timespec){ 0, 0 };
	return 0;
}
