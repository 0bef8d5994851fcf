/* SPDX-License-Identifier: BSD-3-Clause */
/* clock(): ISO C 7.27.2.1. */
#include "posix.h"

clock_t clock(void)
{
	return (clock_t)(uk_clock_cpu(CLOCK_PROCESS_CPUTIME_ID) /
			 (UK_NS_PER_SEC / CLOCKS_PER_SEC));
}
