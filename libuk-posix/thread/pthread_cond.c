/* SPDX-License-Identifier: BSD-3-Clause */
/* Condition variables: POSIX XSH pthread_cond_wait() and kin. */
#include <string.h>
#include "pthread_priv.h"

int pthread_cond_init(pthread_cond_t *restrict c, const pthread_condattr_t *restrict attr)
{
	memset(c, 0, sizeof(*c));
	uk_pthread_cond(c)->clock = attr ? (clockid_t)attr->__clock : 0;
	return 0;
}

int pthread_cond_destroy(pthread_cond_t *c)
{
	return uk_list_empty(&uk_pthread_cond(c)->cond.waiters.threads) ? 0 : EBUSY;
}

static int once(struct uk_cond *c, struct uk_pthread_mutex *k, uint64_t deadline)
{
	if (uk_unlikely(k->type & UK_MUTEX_PROTOCOL))
		return uk_pthread_protocol_wait(c, k, deadline);
	return uk_cond_wait(c, &k->mutex, deadline);
}

static int wait_until(pthread_cond_t *c, pthread_mutex_t *m, uint64_t deadline)
{
	struct uk_pthread_mutex *k = uk_pthread_mutex(m);
	int r;

	if (k->mutex.owner != uk_thread_self())
		return EPERM;
	r = (int)UK_POINT_ONCE(once(&uk_pthread_cond(c)->cond, k, deadline));
	if (uk_unlikely(k->type & UK_MUTEX_ROBUST)) {
		int dead = uk_pthread_robust_got(k);

		if (dead)
			return dead;
	}
	return r == -EINTR ? 0 : -r; /* a handler ran: a spurious wake-up */
}

int pthread_cond_wait(pthread_cond_t *restrict c, pthread_mutex_t *restrict m)
{
	return wait_until(c, m, UK_FOREVER);
}

int pthread_cond_clockwait(pthread_cond_t *restrict c, pthread_mutex_t *restrict m,
			   clockid_t clock, const struct timespec *restrict abstime)
{
	uint64_t deadline;
	int r = uk_deadline(clock, abstime, &deadline);

	return r < 0 ? -r : wait_until(c, m, deadline);
}

int pthread_cond_timedwait(pthread_cond_t *restrict c, pthread_mutex_t *restrict m,
			   const struct timespec *restrict abstime)
{
	clockid_t clock = uk_pthread_cond(c)->clock;

	return pthread_cond_clockwait(c, m, clock ? clock : CLOCK_REALTIME, abstime);
}

int pthread_cond_signal(pthread_cond_t *c)
{
	uk_cond_signal(&uk_pthread_cond(c)->cond);
	uk_pthread_check();
	return 0;
}

int pthread_cond_broadcast(pthread_cond_t *c)
{
	uk_cond_broadcast(&uk_pthread_cond(c)->cond);
	uk_pthread_check();
	return 0;
}
