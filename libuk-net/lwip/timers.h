/* SPDX-License-Identifier: BSD-3-Clause */
/* Driving lwip/timers.c; under the core lock. */
#ifndef NET_TIMERS_H
#define NET_TIMERS_H

#include <stdbool.h>
#include <stdint.h>

extern uint64_t
	net_timers_due; /* next deadline of uk_clock_ns, 0: look now, UK_FOREVER: none */
void net_timers_run(uint64_t now);
void net_timers_recheck(void);

#endif
