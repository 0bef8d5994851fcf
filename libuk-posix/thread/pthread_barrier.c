/* SPDX-License-Identifier: BSD-3-Clause */
/* Barriers: POSIX XSH pthread_barrier_wait() and kin. */
#include <string.h>
#include "pthread_priv.h"

struct barrier {
	struct uk_waitq wait;
	unsigned count, arrived, round;
};
_Static_assert(sizeof(struct barrier) <= sizeof(pthread_barrier_t), "grow pthread_barrier_t");

int pthread_barrier_init(pthread_barrier_t *restrict b,
			 const pthread_barrierattr_t *restrict attr, unsigned count)
{
	struct barrier *k = (void *)b;

	(void)attr;
	if (count == 0)
		return EINVAL;
	memset(b, 0, sizeof(*b));
	uk_waitq_init(&k->wait);
	k->count = count;
	return 0;
}

int pthread_barrier_destroy(pthread_barrier_t *b)
{
	return ((struct barrier *)b)->arrived ? EBUSY : 0;
}

int pthread_barrier_wait(pthread_barrier_t *b)
{
	struct barrier *k = (void *)b;
	volatile unsigned *now = &k->round;
	unsigned round = *now;

	if (++k->arrived == k->count) {
		k->arrived = 0;
		k->round++;
		uk_waitq_wake(&k->wait, UK_WAKE_ALL);
		return PTHREAD_BARRIER_SERIAL_THREAD;
	}
	UK_RESUMED(uk_wait_event_intr(&k->wait, *now != round, UK_FOREVER));
	return 0;
}

int pthread_barrierattr_init(pthread_barrierattr_t *attr)
{
	attr->__shared = PTHREAD_PROCESS_PRIVATE;
	return 0;
}

int pthread_barrierattr_destroy(pthread_barrierattr_t *attr)
{
	(void)attr;
	return 0;
}
