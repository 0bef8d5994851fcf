/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Timers: a binary heap of deadlines, shared with threads that wait with one.
 * Callbacks run in the scheduler's context (as irq handlers do): they must not block.
 */
#ifndef UK_TIMER_H
#define UK_TIMER_H

#include <stddef.h>
#include <stdint.h>

struct uk_timer {
	uint64_t deadline; /* uk_clock_ns */
	void (*fn)(struct uk_timer *t);
	size_t slot; /* index + 1 in the heap, 0: not armed */
};

void uk_timer_init(struct uk_timer *t, void (*fn)(struct uk_timer *t));
/* (Re)arm for @deadline_ns. 0 or -ENOMEM. O(log n). */
int uk_timer_arm(struct uk_timer *t, uint64_t deadline_ns);
void uk_timer_cancel(struct uk_timer *t);

#endif
