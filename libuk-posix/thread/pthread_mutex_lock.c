/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * pthread_mutex_lock() and its relatives: POSIX XSH. The pool's mutexes are
 * recursive, so the other types need a look at the owner first.
 */
#include "pthread_priv.h"

/* Who locked a normal mutex twice. */
static struct uk_waitq twice = UK_WAITQ_INIT(twice);

/* The caller holds @k already, and its type is not recursive. */
static int relock(struct uk_pthread_mutex *k, uint64_t deadline)
{
	if (uk_pthread_mutex_type(k) == PTHREAD_MUTEX_ERRORCHECK)
		return EDEADLK;
	/* NORMAL: waits, for ever unless another thread unlocks it. */
	return -UK_RESUMED(
		uk_wait_event_intr(&twice, k->mutex.owner != uk_thread_self(), deadline));
}

/* Another thread has it. */
static int wait_for(struct uk_mutex *m, uint64_t deadline)
{
	return UK_RESUMED(uk_mutex_timedlock_intr(m, deadline));
}

int uk_pthread_mutex_lock(pthread_mutex_t *m, uint64_t deadline)
{
	struct uk_pthread_mutex *k = uk_pthread_mutex(m);
	int r;

	/* Mostly nobody has it; nothing comes between (uk/async.h). */
	if (uk_likely(!k->mutex.depth && !(k->type & UK_MUTEX_SPECIAL))) {
		k->mutex.owner = uk_thread_self();
		k->mutex.depth = 1;
		return 0;
	}
	if (uk_unlikely(k->mutex.owner == uk_thread_self()) &&
	    uk_pthread_mutex_type(k) != PTHREAD_MUTEX_RECURSIVE) {
		r = relock(k, deadline);
		if (r)
			return r;
	}
	if (uk_likely(!(k->type & UK_MUTEX_SPECIAL)))
		return -wait_for(&k->mutex, deadline);
	if (k->type & UK_MUTEX_LOST)
		return ENOTRECOVERABLE;
	r = -(k->type & UK_MUTEX_PROTOCOL ? UK_RESUMED(uk_pthread_protocol_lock(k, deadline))
					  : wait_for(&k->mutex, deadline));
	return r || !(k->type & UK_MUTEX_ROBUST) ? r : uk_pthread_robust_got(k);
}

int pthread_mutex_lock(pthread_mutex_t *m)
{
	return uk_pthread_mutex_lock(m, UK_FOREVER);
}

int pthread_mutex_trylock(pthread_mutex_t *m)
{
	struct uk_pthread_mutex *k = uk_pthread_mutex(m);
	int r;

	if (k->mutex.owner == uk_thread_self() &&
	    uk_pthread_mutex_type(k) != PTHREAD_MUTEX_RECURSIVE)
		return EBUSY;
	r = -(uk_unlikely(k->type & UK_MUTEX_PROTOCOL) ? uk_pthread_protocol_trylock(k)
						       : uk_mutex_trylock(&k->mutex));
	return r || !(k->type & UK_MUTEX_ROBUST) ? r : uk_pthread_robust_got(k);
}

int pthread_mutex_unlock(pthread_mutex_t *m)
{
	struct uk_pthread_mutex *k = uk_pthread_mutex(m);
	int r;

	/* Mostly nobody waits for it. */
	if (uk_likely(k->mutex.owner == uk_thread_self() && !(k->type & UK_MUTEX_SPECIAL) &&
		      uk_list_empty(&k->mutex.waiters.threads))) {
		if (--k->mutex.depth == 0)
			k->mutex.owner = NULL;
		return 0;
	}
	/* Not made consistent: nobody gets it any more. */
	if (uk_unlikely(k->type & UK_MUTEX_OWNER_DIED) && k->mutex.owner == uk_thread_self())
		k->type |= UK_MUTEX_LOST;
	/* A normal one anyone may unlock, as elsewhere. */
	if (uk_unlikely(k->mutex.owner != uk_thread_self()) &&
	    k->type == PTHREAD_MUTEX_NORMAL && k->mutex.depth) {
		k->mutex.owner = uk_thread_self();
		uk_waitq_wake(&twice, UK_WAKE_ALL);
	}
	r = -uk_pthread_mutex_release(k);
	uk_pthread_check();
	return r;
}
