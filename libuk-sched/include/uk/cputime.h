/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Processor time: of the image, without the time in which it idled, and of each thread. What is
 * not linked costs nothing: cputime.c has its own uk_sched_events(), in the place of a weak
 * one. Boot until the main thread's initialisers is not counted.
 *
 * Interrupt handlers and timers count for the thread that gave way, or was interrupted.
 */
#ifndef UK_CPUTIME_H
#define UK_CPUTIME_H

#include <stdint.h>
#include <uk/thread.h>

/* Nanoseconds that the image did not idle. Any context. */
uint64_t uk_cputime_ns(void);

/*
 * Nanoseconds that @t ran, which has not ended. Threads are told apart from the first call of
 * this or of uk_cputime_threads() on; what was before counts for the main thread, so that the
 * sum is always the image's. Thread context.
 */
uint64_t uk_cputime_thread_ns(struct uk_thread *t);
/* Tell threads apart from now on: each switch looks at the clock (and for timers). */
void uk_cputime_threads(void);

#endif
