/* SPDX-License-Identifier: BSD-3-Clause */
/* usleep(): as 4.3BSD has it. */
#include <unistd.h>
#include "posix.h"

int usleep(useconds_t us)
{
	uk_thread_sleep_until(uk_clock_ns() + (uint64_t)us * 1000);
	return 0;
}
