/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interruption of running threads by time: device class "tick". A scheduler that wants it says
 * UK_NEED(uk_class_tick), sets uk_async_call (uk/async.h) and starts the one of the platform.
 */
#ifndef UK_TICK_H
#define UK_TICK_H

#include <stdbool.h>
#include <stdint.h>
#include <uk/set.h>

struct uk_tick {
	/*
	 * Interrupt each @period_ns of processor time or so, what runs then being the
	 * application. False: this is of another platform than the one that runs.
	 */
	bool (*start)(uint64_t period_ns);
	/* It may have stopped while idle: go on. Cheap; NULL: not needed. */
	void (*resume)(void);
};
#define UK_TICK(var) UK_SET_ADD(tick, struct uk_tick, var)

#endif
