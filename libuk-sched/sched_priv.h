/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of libuk-sched share and no other package sees.
 */
#ifndef SCHED_PRIV_H
#define SCHED_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uk/irq.h>
#include <uk/thread.h>
#include <uk/timer.h>

/* Areas of threads, in KiB: stack, TLS block, thread structure and guard page. Set at boot. */
extern unsigned long uk_thread_stack_kib;

/* thread.c: a thread in an area of @pages pages, which starts with @entry, on that area. */
int uk_thread_create_in(struct uk_thread **out, const struct uk_thread_attr *attr, size_t pages,
			void (*entry)(void *area), void *(*fn)(void *), void *arg);

/* timer.c: room in the timer heap for the deadline of one thread more or less. */
int uk_timer_reserve(void);
void uk_timer_unreserve(void);
/* Have the scheduler time out the wait of @t at t->deadline; never fails. */
void uk_timer_add_thread(struct uk_thread *t);
void uk_timer_del_thread(struct uk_thread *t);
/* Run what is due; the next deadline or UK_FOREVER. */
uint64_t uk_timer_run(void);

/* Interrupt handlers, then timers; the next deadline. */
static inline uint64_t uk_sched_events_only(void)
{
	if (uk_irq_any())
		uk_irq_dispatch();
	return uk_timer_run();
}

/* wait.c: end the wait of @t, which is blocked, with @result. */
void uk_waitq_end(struct uk_thread *t, int result);

#endif
