/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The tick (uk/tick.h) of a bare machine: the virtual timer, which idle uses for deadlines as
 * well, and stops where there is none. tick_entry.S sets it anew as long as threads run.
 */
#include <uk/anchor.h>
#include <uk/cpu.h>
#include <uk/tick.h>
#include "arm.h"

UK_ANCHOR(plat_machine_tick);
UK_NEED(mach_tick_interrupt);

#define NS_PER_S    UINT64_C(1000000000)
#define CTL_ENABLED 1
#define CTL_MASKED  2
#define TIMER_LIMIT INT32_MAX /* of the register that is relative */

extern uint64_t mach_tick_period; /* for tick_entry.S: in counts; 0: not started */
uint64_t mach_tick_period;

static void resume(void)
{
	uint64_t ctl, at;

	__asm__ volatile("mrs %0, cntv_ctl_el0; mrs %1, cntv_cval_el0" : "=r"(ctl), "=r"(at));
	if ((ctl & (CTL_ENABLED | CTL_MASKED)) == CTL_ENABLED &&
	    (int64_t)(at - uk_cycles() - mach_tick_period) <= 0)
		return;
	__asm__ volatile("msr cntv_tval_el0, %0; msr cntv_ctl_el0, %1; isb"
			 :
			 : "r"(mach_tick_period), "r"((uint64_t)CTL_ENABLED)
			 : "memory");
}

static bool start(uint64_t period_ns)
{
	if (uk_plat != mach_plat)
		return false;
	mach_tick_period =
		UK_MIN(period_ns * uk_cycles_rate() / NS_PER_S, (uint64_t)TIMER_LIMIT);
	resume();
	return true;
}

UK_TICK(mach_tick_record) = { start, resume };
