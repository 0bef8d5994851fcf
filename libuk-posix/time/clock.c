/* SPDX-License-Identifier: BSD-3-Clause */
/* clock(): ISO C 7.27.2.1. All time since start counts: there is nobody else. */
#include "posix.h"

clock_t clock(void)
{
	return (clock_t)((uk_clock_ns() - uk_start_ns) / (UK_NS_PER_SEC / CLOCKS_PER_SEC));
}
