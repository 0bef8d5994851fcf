/* SPDX-License-Identifier: BSD-3-Clause */
/* Hypercalls of the pool: through the stub. */
#include "layout.h"
#include "machine.h"
#include "sys.h"
#include "xen_arm.h"

long xen_call(unsigned nr, unsigned cmd, uint64_t lo, uint64_t hi)
{
	/* What ends a poll is an interrupt here, as is the timer. */
	if (nr == XEN_sched_op && cmd == SCHEDOP_poll) {
		mach_idle(lo ? lo : UK_FOREVER);
		return 0;
	}
	return mach_service(SVC_HYPERCALL, nr | (uint64_t)cmd << 8, lo, hi);
}
