/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Wait queues: lists of blocked threads. The first one is woken first; a scheduler that has
 * priorities puts those of higher ones before others (uk/sched.h).
 */
/* The package is compiled for size; this file is hot. */
#pragma GCC optimize("O2", "no-align-functions", "no-align-jumps", "no-align-loops")

#include "sched_priv.h"
#include <errno.h>
#include <uk/crash.h>
#include <uk/sched.h>
#include <uk/wait.h>

int uk_waitq_wait(struct uk_waitq *q, uint64_t deadline_ns)
{
	struct uk_thread *self = uk_thread_self();

	if (uk_unlikely(!self))
		uk_panic("blocked before there are threads");
	if (deadline_ns != UK_FOREVER) {
		if (uk_clock_ns() >= deadline_ns)
			return -ETIMEDOUT;
		self->deadline = deadline_ns;
		uk_timer_add_thread(self);
	}
	self->waitq = q;
	self->state = UK_THREAD_BLOCKED;
	uk_list_insert(&q->threads, &self->link);
	uk_sched_unlock();
	uk_sched_switch();
	uk_sched_lock();
	return self->wait_result;
}

void uk_waitq_end(struct uk_thread *t, int result)
{
	uk_list_remove(&t->link);
	t->waitq = NULL;
	t->wait_result = result;
	if (t->timer_slot)
		uk_timer_del_thread(t);
	uk_sched_enqueue(t);
}

unsigned uk_waitq_wake(struct uk_waitq *q, unsigned n)
{
	unsigned woken = 0;

	for (; woken < n && !uk_list_empty(&q->threads); woken++)
		uk_waitq_end(uk_list_entry(q->threads.next, struct uk_thread, link), 0);
	return woken;
}
