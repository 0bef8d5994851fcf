/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Recursive mutexes. A thread that unlocks and locks again may overtake a
 * waiter once, which saves two switches; a waiter that was overtaken is handed
 * the mutex the next time, so none starves.
 */
#include "mutex_priv.h"

void uk_mutex_init(struct uk_mutex *m)
{
	*m = (struct uk_mutex)UK_MUTEX_INIT(*m);
}

int uk_mutex_trylock(struct uk_mutex *m)
{
	struct uk_thread *self = uk_thread_self();

	if (m->depth && m->owner != self)
		return -EBUSY;
	m->owner = self;
	m->depth++;
	return 0;
}

int uk_mutex_timedlock(struct uk_mutex *m, uint64_t deadline_ns)
{
	return uk_mutex_take(m, deadline_ns, uk_waitq_wait);
}

void uk_mutex_lock(struct uk_mutex *m)
{
	uk_mutex_timedlock(m, UK_FOREVER);
}

int uk_mutex_unlock(struct uk_mutex *m)
{
	if (!m->depth || m->owner != uk_thread_self())
		return -EPERM;
	if (--m->depth)
		return 0;
	m->owner = NULL;
	if (uk_likely(uk_list_empty(&m->waiters.threads)))
		return 0;
	if (m->handoff) {
		m->handoff = false;
		m->owner = uk_list_entry(m->waiters.threads.next, struct uk_thread, link);
		m->depth = 1;
	}
	uk_waitq_wake(&m->waiters, 1);
	return 0;
}
