/* SPDX-License-Identifier: BSD-3-Clause */
/* Condition variables. */
#include <errno.h>
#include <uk/lock.h>

void uk_cond_init(struct uk_cond *c)
{
	uk_waitq_init(&c->waiters);
}

int uk_cond_wait(struct uk_cond *c, struct uk_mutex *m, uint64_t deadline_ns)
{
	unsigned depth = m->depth;
	int r;

	/* Nobody runs between the unlock and the sleep, so no signal is missed. */
	uk_sched_lock();
	m->depth = 1;
	uk_mutex_unlock(m);
	r = uk_waitq_wait_intr(&c->waiters, deadline_ns);
	uk_sched_unlock();
	uk_mutex_lock(m);
	m->depth = depth;
	return r;
}

void uk_cond_signal(struct uk_cond *c)
{
	uk_waitq_wake(&c->waiters, 1);
}

void uk_cond_broadcast(struct uk_cond *c)
{
	uk_waitq_wake(&c->waiters, UK_WAKE_ALL);
}
