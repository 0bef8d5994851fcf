/* SPDX-License-Identifier: BSD-3-Clause */
/* time(): ISO C 7.27.2.4. */
#include "posix.h"

time_t time(time_t *t)
{
	time_t now = (time_t)(uk_clock_wall_ns() / UK_NS_PER_SEC);

	if (t)
		*t = now;
	return now;
}
