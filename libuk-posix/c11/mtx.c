/* SPDX-License-Identifier: BSD-3-Clause */
/* mtx_init() and kin: C11 7.26.4. */
#include "c11/c11_priv.h"

int mtx_init(mtx_t *m, int type)
{
	pthread_mutexattr_t attr;

	if (type & ~(mtx_recursive | mtx_timed))
		return thrd_error;
	pthread_mutexattr_init(&attr);
	if (type & mtx_recursive)
		pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_RECURSIVE);
	return uk_thrd_result(pthread_mutex_init(m, &attr));
}

void mtx_destroy(mtx_t *m)
{
	pthread_mutex_destroy(m);
}

int mtx_lock(mtx_t *m)
{
	return uk_thrd_result(pthread_mutex_lock(m));
}

int mtx_timedlock(mtx_t *restrict m, const struct timespec *restrict abstime)
{
	return uk_thrd_result(pthread_mutex_timedlock(m, abstime));
}

int mtx_trylock(mtx_t *m)
{
	return uk_thrd_result(pthread_mutex_trylock(m));
}

int mtx_unlock(mtx_t *m)
{
	return uk_thrd_result(pthread_mutex_unlock(m));
}
