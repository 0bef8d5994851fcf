/* SPDX-License-Identifier: BSD-3-Clause */
/* cnd_init() and kin: C11 7.26.3. */
#include "c11/c11_priv.h"

int cnd_init(cnd_t *c)
{
	return uk_thrd_result(pthread_cond_init(c, NULL));
}

void cnd_destroy(cnd_t *c)
{
	pthread_cond_destroy(c);
}

int cnd_wait(cnd_t *c, mtx_t *m)
{
	return uk_thrd_result(pthread_cond_wait(c, m));
}

int cnd_timedwait(cnd_t *restrict c, mtx_t *restrict m, const struct timespec *restrict abstime)
{
	return uk_thrd_result(pthread_cond_timedwait(c, m, abstime));
}

int cnd_signal(cnd_t *c)
{
	return uk_thrd_result(pthread_cond_signal(c));
}

int cnd_broadcast(cnd_t *c)
{
	return uk_thrd_result(pthread_cond_broadcast(c));
}
