/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Read-write locks: POSIX XSH pthread_rwlock_rdlock() and kin. Readers go
 * before writers, so that a thread may take a read lock it already has.
 */
#include <string.h>
#include "pthread_priv.h"

int pthread_rwlock_init(pthread_rwlock_t *restrict l, const pthread_rwlockattr_t *restrict attr)
{
	(void)attr;
	memset(l, 0, sizeof(*l));
	return 0;
}

int pthread_rwlock_destroy(pthread_rwlock_t *l)
{
	struct uk_pthread_rwlock *k = uk_pthread_rwlock(l);

	return k->writer || k->readers ? EBUSY : 0;
}

int pthread_rwlock_tryrdlock(pthread_rwlock_t *l)
{
	struct uk_pthread_rwlock *k = uk_pthread_rwlock(l);

	if (k->writer)
		return EBUSY;
	if (k->readers == ~0u)
		return EAGAIN;
	k->readers++;
	return 0;
}

int pthread_rwlock_trywrlock(pthread_rwlock_t *l)
{
	struct uk_pthread_rwlock *k = uk_pthread_rwlock(l);

	if (k->writer || k->readers)
		return EBUSY;
	k->writer = uk_thread_self();
	return 0;
}

static int lock(pthread_rwlock_t *l, int (*try)(pthread_rwlock_t *),
		const struct timespec *abstime)
{
	struct uk_pthread_rwlock *k = uk_pthread_rwlock(l);
	uint64_t deadline = UK_FOREVER;
	int r = try(l), w;

	if (r != EBUSY)
		return r;
	if (k->writer == uk_thread_self())
		return EDEADLK;
	if (abstime && (w = uk_deadline(CLOCK_REALTIME, abstime, &deadline)) < 0)
		return -w;
	w = UK_RESUMED(uk_wait_event_intr(&k->wait, (r = try(l)) != EBUSY, deadline));
	return w < 0 ? -w : r;
}

int pthread_rwlock_rdlock(pthread_rwlock_t *l)
{
	return lock(l, pthread_rwlock_tryrdlock, NULL);
}

int pthread_rwlock_wrlock(pthread_rwlock_t *l)
{
	return lock(l, pthread_rwlock_trywrlock, NULL);
}

int pthread_rwlock_timedrdlock(pthread_rwlock_t *restrict l,
			       const struct timespec *restrict abstime)
{
	return lock(l, pthread_rwlock_tryrdlock, abstime);
}

int pthread_rwlock_timedwrlock(pthread_rwlock_t *restrict l,
			       const struct timespec *restrict abstime)
{
	return lock(l, pthread_rwlock_trywrlock, abstime);
}

int pthread_rwlock_unlock(pthread_rwlock_t *l)
{
	struct uk_pthread_rwlock *k = uk_pthread_rwlock(l);

	if (k->writer == uk_thread_self())
		k->writer = NULL;
	else if (k->readers)
		k->readers--;
	else
		return EPERM;
	if (k->readers == 0)
		uk_waitq_wake(&k->wait, UK_WAKE_ALL);
	uk_pthread_check();
	return 0;
}

int pthread_rwlockattr_init(pthread_rwlockattr_t *attr)
{
	attr->__shared = PTHREAD_PROCESS_PRIVATE;
	return 0;
}

int pthread_rwlockattr_destroy(pthread_rwlockattr_t *attr)
{
	(void)attr;
	return 0;
}
