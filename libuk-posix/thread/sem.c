/* SPDX-License-Identifier: BSD-3-Clause */
/* Unnamed semaphores: POSIX XSH sem_wait() and kin. */
#include <semaphore.h>
#include <uk/lock.h>
#include "posix.h"

_Static_assert(sizeof(struct uk_sem) <= sizeof(sem_t), "grow sem_t");

static struct uk_sem *sem(sem_t *s)
{
	return (struct uk_sem *)s;
}

int sem_init(sem_t *s, int shared, unsigned value)
{
	(void)shared;
	if (value > SEM_VALUE_MAX)
		return (int)uk_ret(-EINVAL);
	uk_sem_init(sem(s), value);
	return 0;
}

int sem_destroy(sem_t *s)
{
	return (int)uk_ret(uk_list_empty(&sem(s)->waiters.threads) ? 0 : -EBUSY);
}

int sem_wait(sem_t *s)
{
	return (int)uk_ret(UK_POINT(uk_sem_down(sem(s), UK_FOREVER)));
}

int sem_trywait(sem_t *s)
{
	return (int)uk_ret(uk_sem_trydown(sem(s)));
}

int sem_clockwait(sem_t *restrict s, clockid_t clock, const struct timespec *restrict abstime)
{
	uint64_t deadline;
	int r = uk_sem_trydown(sem(s));

	if (r == 0)
		return 0;
	r = uk_deadline(clock, abstime, &deadline);
	return (int)uk_ret(r < 0 ? r : UK_POINT(uk_sem_down(sem(s), deadline)));
}

int sem_timedwait(sem_t *restrict s, const struct timespec *restrict abstime)
{
	return sem_clockwait(s, CLOCK_REALTIME, abstime);
}

int sem_post(sem_t *s)
{
	if (sem(s)->count >= SEM_VALUE_MAX)
		return (int)uk_ret(-EOVERFLOW);
	uk_sem_up(sem(s));
	return 0;
}

int sem_getvalue(sem_t *restrict s, int *restrict value)
{
	*value = (int)sem(s)->count;
	return 0;
}
