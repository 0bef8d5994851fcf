/* SPDX-License-Identifier: BSD-3-Clause */
/* sleep(): POSIX XSH. */
#include <unistd.h>
#include "posix.h"

unsigned sleep(unsigned seconds)
{
	struct timespec ts = { .tv_sec = seconds }, left = { 0 };

	if (clock_nanosleep(CLOCK_MONOTONIC, 0, &ts, &left) == 0)
		return 0;
	return (unsigned)(left.tv_sec + (left.tv_nsec > 0));
}
