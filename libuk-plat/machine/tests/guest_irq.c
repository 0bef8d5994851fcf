/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Runs in a virtual machine: interrupts that must not disturb what they interrupt
 * (guest_irq_arch.c of the architecture), one that is pending when the CPU is to be halted, and
 * timers. Skips (77) elsewhere.
 */
#include <stdio.h>
#include <uk/irq.h>
#include <uk/plat.h>
#include "guest_irq.h"
#include "layout.h"
#include "machine.h"

static unsigned failures;

void check(int ok, const char *what)
{
	if (!ok) {
		printf("FAIL: %s\n", what);
		failures++;
	}
}

static void idle_does_not_lose_wakeups(void)
{
	uint64_t start;

	/* Pending already: does not halt. */
	uk_irq_raise(MACH_SOURCE_TIMER);
	uk_plat->idle(UK_FOREVER);
	uk_irq_dispatch();
	/* Deadlines so near that the timer fires before, at and after the halt. */
	for (unsigned i = 0; i < 2000; i++) {
		start = uk_clock_ns();
		uk_plat->idle(start + i * 20);
		uk_irq_dispatch();
	}
	/* A long one is not missed by much, and the clock agrees. */
	start = uk_clock_ns();
	while (uk_clock_ns() < start + SECOND / 10) {
		uk_plat->idle(start + SECOND / 10);
		uk_irq_dispatch();
	}
	check(uk_clock_ns() - start < 2 * SECOND, "a sleep of 0.1 s took more than 2 s");
}

int main(void)
{
	if (!mach_running) {
		puts("skipped: not a machine");
		return 77;
	}
	guest_interrupts();
	idle_does_not_lose_wakeups();
	printf("%u failures\n", failures);
	return failures != 0;
}
