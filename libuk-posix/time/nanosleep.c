/* SPDX-License-Identifier: BSD-3-Clause */
/* nanosleep(): POSIX XSH. */
#include "posix.h"

int nanosleep(const struct timespec *ts, struct timespec *left)
{
	return (int)uk_ret(-clock_nanosleep(CLOCK_MONOTONIC, 0, ts, left));
}
