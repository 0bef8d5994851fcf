/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * pthread_mutex_lock() and its relatives: POSIX XSH. The pool's mutexes are
 * recursive, so the other types need a look at the owner first.
 */
#include "pthread_priv.h"

/* The caller holds @k already, and its type is not recursive. */
static int relock(struct uk_pthread_mutex *k, uint64_t deadline)
{
	if (uk_pthread_mutex_type(k) == PTHREAD_MUTEX_ERRORCHECK)
		return EDEADLK;
	/* NORMAL: to wait for ever is what the standard asks for. */
	while (k->mutex.owner == uk_thread_self()) {
		uk_thread_sleep_until(deadline);
		if (deadline != UK_FOREVER)
			return ETIMEDOUT;
	}
	return 0;
}

int uk_pthread_mutex_lock(pthread_mutex_t *m, uint64_t deadline)
{
	struct uk_pthread_mutex *k = uk_pthread_mutex(m);
	int r;

	if (uk_unlikely(k->mutex.owner == uk_thread_self()) &&
	    uk_pthread_mutex_type(k) != PTHREAD_MUTEX_RECURSIVE) {
		r = relock(k, deadline);
		if (r)
			return r;
	}
	if (uk_likely(!(k->type & UK_MUTEX_ROBUST)))
		return -uk_mutex_timedlock(&k->mutex, deadline);
	if (k->type & UK_MUTEX_LOST)
		return ENOTRECOVERABLE;
	r = -uk_mutex_timedlock(&k->mutex, deadline);
	return r ? r : uk_pthread_robust_got(k);
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
	r = -uk_mutex_trylock(&k->mutex);
	return r || !(k->type & UK_MUTEX_ROBUST) ? r : uk_pthread_robust_got(k);
}

int pthread_mutex_unlock(pthread_mutex_t *m)
{
	struct uk_pthread_mutex *k = uk_pthread_mutex(m);

	/* Not made consistent: nobody gets it any more. */
	if (uk_unlikely(k->type & UK_MUTEX_OWNER_DIED) && k->mutex.owner == uk_thread_self())
		k->type |= UK_MUTEX_LOST;
	return -uk_mutex_unlock(&k->mutex);
}
