/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Idle: arm the timer, halt in the stub. The timer is an interrupt source like
 * any other, so if it fires before the halt its bit is pending, and the stub
 * does not halt.
 */
#include <uk/cpu.h>
#include <uk/irq.h>
#include "../../boot/irq_priv.h"
#include "layout.h"
#include "x86.h"
#include "sys.h"

/* The deadline that the timer is armed for; 0: it is not, or it has fired, whenever that was.
 */
uint64_t mach_timer_armed;

static void fired(void *arg)
{
	(void)arg;
	mach_timer_armed = 0;
}

static void arm(uint64_t now, uint64_t deadline)
{
	uint64_t delta = UK_MIN(deadline - now, (uint64_t)UINT32_MAX);

	/* An earlier one wakes too early, once: cheaper than setting the timer each time. */
	if (mach_timer_armed > now && mach_timer_armed <= deadline)
		return;
	uk_irq_set_handler(MACH_SOURCE_TIMER, fired, NULL);
	mach_timer_armed = now + delta;
	if (mach_lapic_scale)
		delta = delta * mach_lapic_scale >> 32;
	mach_lapic_timer(UK_MAX(delta, UINT64_C(1))); /* 0 would stop it */
}

void mach_idle(uint64_t deadline)
{
	uint64_t now;

	if (uk_irq_any())
		return;
	if (deadline != UK_FOREVER) {
		now = uk_clock_ns();
		if (now >= deadline)
			return;
		if (mach_lapic_is_clock) {
			/* The timer is still the clock; this lasts at most 10 ms, once. */
			uk_cpu_relax();
			return;
		}
		arm(now, deadline);
	}
	mach_service(SVC_IDLE, 0, 0, 0);
}
