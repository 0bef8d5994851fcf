/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Recursive mutexes. A thread that unlocks and locks again may overtake a
 * waiter once, which saves two switches; a waiter that was overtaken is handed
 * the mutex the next time, so none starves.
 */
#include <errno.h>
#include <uk/lock.h>

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
	struct uk_thread *self = uk_thread_self();
	int r = 0;

	if (uk_likely(uk_mutex_trylock(m) == 0))
		return 0;
	uk_sched_lock();
	while (m->depth && m->owner != self) {
		r = uk_waitq_wait(&m->waiters, deadline_ns);
		if (m->owner == self || r < 0)
			break;
		if (m->depth)
			m->handoff = true;
	}
	if (m->owner == self) { /* handed over, locked */
		r = 0;
	} else if (!m->depth) {
		m->owner = self;
		m->depth = 1;
		r = 0;
	}
	uk_sched_unlock();
	return r;
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
