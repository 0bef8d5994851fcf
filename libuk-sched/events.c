/* SPDX-License-Identifier: BSD-3-Clause */
/* What a scheduler does between two threads: interrupt handlers, then timers. */
#include "sched_priv.h"
#include <uk/irq.h>
#include <uk/sched.h>

uint64_t uk_sched_events(void)
{
	if (uk_irq_any())
		uk_irq_dispatch();
	return uk_timer_run();
}
