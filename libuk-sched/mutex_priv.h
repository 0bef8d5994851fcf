/* SPDX-License-Identifier: BSD-3-Clause */
/* Private: taking a mutex, by a wait that signals interrupt or by one that they do not. */
#ifndef MUTEX_PRIV_H
#define MUTEX_PRIV_H

#include <errno.h>
#include <uk/lock.h>

static inline __attribute__((always_inline)) int
uk_mutex_take(struct uk_mutex *m, uint64_t deadline_ns,
	      int (*wait)(struct uk_waitq *q, uint64_t deadline_ns))
{
	struct uk_thread *self = uk_thread_self();
	int r = 0;

	if (uk_likely(uk_mutex_trylock(m) == 0))
		return 0;
	uk_sched_lock();
	while (m->depth && m->owner != self) {
		r = wait(&m->waiters, deadline_ns);
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

#endif
