/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Private: timers that send signals. Each has the one queue entry that it needs, so
 * expiring needs no memory; what expires while that is pending is an overrun.
 */
#ifndef TIMER_PRIV_H
#define TIMER_PRIV_H

#include <uk/timer.h>
#include "signal/signal_priv.h"

struct uk_sigtimer {
	struct uk_timer timer;
	struct uk_sigqueue entry;
	uint64_t next,
		interval; /* of the clock; next UK_FOREVER: not armed; interval 0: once */
	clockid_t cpu;	  /* a clock of processor time; 0: uk_clock_ns */
	int overrun;	  /* so far, of the one that is pending */
	int told;	  /* of the last one that was taken */
	bool pending;
	void (*expired)(struct uk_sigtimer *t); /* NULL: send the signal */
};

/* A timer that sends @sig with si_code @code. */
void uk_sigtimer_init(struct uk_sigtimer *t, int sig, int code);
/* What its clock shows; UK_FOREVER: it is the clock of a thread that ended. */
uint64_t uk_sigtimer_now(const struct uk_sigtimer *t);
/* Arm for @next of its clock (UK_FOREVER: disarm), then each @interval nanoseconds. 0 or
 * -ENOMEM. */
int uk_sigtimer_set(struct uk_sigtimer *t, uint64_t next, uint64_t interval);
/* Nanoseconds until it expires, 0 if it is not armed; at least 1 if it is. */
uint64_t uk_sigtimer_left(const struct uk_sigtimer *t);

/* timer_create.c: CLOCK_REALTIME was set forward by @delta nanoseconds. */
void uk_timers_shift(int64_t delta);
/* clock_nanosleep.c: who sleeps until a time of CLOCK_REALTIME. */
extern struct uk_waitq uk_sleepers;

#endif
