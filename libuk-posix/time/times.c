/* SPDX-License-Identifier: BSD-3-Clause */
/* times(): POSIX XSH, in CLOCKS_PER_SEC. */
#include <sys/times.h>
#include "posix.h"

clock_t times(struct tms *t)
{
	if (t)
		*t = (struct tms){ .tms_utime = clock() };
	return (clock_t)((uk_clock_ns() - uk_start_ns) / (UK_NS_PER_SEC / CLOCKS_PER_SEC));
}
