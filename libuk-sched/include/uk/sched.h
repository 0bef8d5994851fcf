/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Slot `sched`: the run queue and the choice of who runs next. An
 * implementation defines the functions below and UK_PROVIDES(sched); choosing
 * one is linking it. With uk_sched_lock and uk_sched_unlock (uk/wait.h).
 */
#ifndef UK_SCHED_H
#define UK_SCHED_H

#include <uk/thread.h>

/* Put a thread that became ready into the run queue. Thread context or irq handler. */
void uk_sched_enqueue(struct uk_thread *t);

/*
 * The running thread is blocked, dead or (ready and enqueued) yields: dispatch
 * pending interrupts and due timers, pick the next thread, switch to it.
 * Idles when nothing is ready. Returns when the caller runs again. A blocked thread is the
 * last one of its wait queue; with priorities it goes before those of lower ones.
 */
void uk_sched_switch(void);

/*
 * Have @t run by @priority (0..UK_PRIORITY_MAX, higher ones first) and, with @fifo, until it
 * gives way; @t NULL: could one? A thread that is ready or waits goes behind those of its
 * new priority. 0; -EINVAL; -ENOTSUP: this scheduler knows but one kind of
 * thread.
 */
int uk_sched_set(struct uk_thread *t, int priority, bool fifo);
/* Nanoseconds that a thread runs while others of its priority are ready; 0: as long as it
 * likes. */
uint64_t uk_sched_slice_ns(void);

/*
 * Let a thread of a higher priority run that became ready since the caller runs. For the ends
 * of calls that wake others; weak, as only a scheduler with priorities has it. Thread context.
 */
void uk_sched_check(void) uk_weak;

/* While there are ready threads an implementation calls uk_sched_events() at some switches:
 * also at the next one. */
void uk_sched_look_soon(void);
/* Is a thread ready to run, besides the running one? */
bool uk_sched_any_ready(void);

/* Provided by libuk-sched for the implementations: run irq handlers and expired timers; next
 * deadline or UK_FOREVER. */
uint64_t uk_sched_events(void);

#endif
