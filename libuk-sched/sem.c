/* SPDX-License-Identifier: BSD-3-Clause */
/* Counting semaphores. */
#include <errno.h>
#include <uk/lock.h>

void uk_sem_init(struct uk_sem *s, unsigned count)
{
	s->count = count;
	uk_waitq_init(&s->waiters);
}

int uk_sem_trydown(struct uk_sem *s)
{
	if (!s->count)
		return -EAGAIN;
	s->count--;
	return 0;
}

int uk_sem_down(struct uk_sem *s, uint64_t deadline_ns)
{
	int r = 0;

	uk_sched_lock();
	while (!s->count && r == 0)
		r = uk_waitq_wait_intr(&s->waiters, deadline_ns);
	if (s->count) {
		s->count--;
		r = 0;
	}
	uk_sched_unlock();
	return r;
}

void uk_sem_up(struct uk_sem *s)
{
	s->count++;
	if (!uk_list_empty(&s->waiters.threads))
		uk_waitq_wake(&s->waiters, 1);
}
