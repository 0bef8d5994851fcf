/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The tick (uk/tick.h) of a bare machine: the LAPIC timer, which idle uses for deadlines as
 * well. tick_entry.S sets it anew as long as threads run.
 */
#include <uk/anchor.h>
#include <uk/tick.h>
#include "sys.h"
#include "x86.h"

UK_ANCHOR(plat_machine_tick);
UK_NEED(mach_tick_interrupt);

/* For tick_entry.S. */
extern uint32_t mach_tick_count;
extern volatile bool mach_tick_runs;
uint32_t mach_tick_count; /* of the timer; 0: not started */
volatile bool mach_tick_runs;

static uint64_t period;

static void resume(void)
{
	uint64_t now;

	if (mach_tick_runs || !period)
		return;
	mach_tick_count = mach_lapic_scale ? period * mach_lapic_scale >> 32 : period;
	mach_tick_runs = true;
	now = uk_clock_ns();
	if (mach_timer_armed > now && mach_timer_armed <= now + period)
		return;
	mach_timer_armed = now + period;
	mach_lapic_timer(mach_tick_count);
}

static bool start(uint64_t period_ns)
{
	if (uk_plat != mach_plat)
		return false;
	/* While the timer is still the clock it counts on: at most 10 ms after boot. */
	while (mach_lapic_is_clock)
		uk_clock_ns();
	period = period_ns;
	resume();
	return true;
}

UK_TICK(mach_tick_record) = { start, resume };
