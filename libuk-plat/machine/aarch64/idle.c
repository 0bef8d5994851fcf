/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Idle: arm the timer, wait in the stub. The timer is an interrupt source like
 * any other, so if it fires before the wait its bit is pending, and the stub does not wait.
 */
#include <uk/cpu.h>
#include <uk/irq.h>
#include "arm.h"
#include "sys.h"

#define NS_PER_S UINT64_C(1000000000)

/* Longer waits end early; so the numbers do not overflow. */
#define WAIT_MAX (10 * NS_PER_S)
/* Lines that several devices share are looked at this often: see irq.c. */
#define SHARED_PERIOD 5000000

static void arm(uint64_t delta_ns)
{
	uint64_t at = uk_cycles() + delta_ns * uk_cycles_rate() / NS_PER_S + 1;

	__asm__ volatile("msr cntv_cval_el0, %0; msr cntv_ctl_el0, %1; isb"
			 :
			 : "r"(at), "r"(UINT64_C(1))
			 : "memory");
}

void mach_idle(uint64_t deadline)
{
	uint64_t now, wait = WAIT_MAX;
	bool shared;

	if (uk_irq_any())
		return;
	shared = mach_irq_shared();
	if (shared)
		wait = SHARED_PERIOD;
	if (deadline != UK_FOREVER) {
		now = uk_clock_ns();
		if (now >= deadline)
			return;
		wait = UK_MIN(wait, deadline - now);
	}
	if (shared || deadline != UK_FOREVER)
		arm(wait);
	else /* a tick may still be to come */
		__asm__ volatile("msr cntv_ctl_el0, xzr");
	mach_service(SVC_IDLE, 0, 0, 0);
	if (shared)
		mach_irq_raise_shared();
}
