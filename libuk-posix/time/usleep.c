/* SPDX-License-Identifier: BSD-3-Clause */
/* usleep(): as 4.3BSD has it. */
#include <unistd.h>
#include "posix.h"

int usleep(useconds_t us)
{
	struct timespec ts = uk_timespec((uint64_t)us * 1000);

	return nanosleep(&ts, NULL);
}
