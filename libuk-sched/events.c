/* SPDX-License-Identifier: BSD-3-Clause */
/* What a scheduler does between two threads. Weak: cputime.c, where it is linked, has a
 * function that looks at the clock, too. In archives it comes behind this. */
#include "sched_priv.h"
#include <uk/sched.h>

uk_weak uint64_t uk_sched_events(void)
{
	return uk_sched_events_only();
}
