/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_mutex_timedlock(): POSIX XSH; the time is not looked at if it need not wait. */
#include "pthread_priv.h"

int pthread_mutex_clocklock(pthread_mutex_t *restrict m, clockid_t clock,
			    const struct timespec *restrict abstime)
{
	uint64_t deadline;
	int r = pthread_mutex_trylock(m);

	if (r != EBUSY)
		return r;
	r = uk_deadline(clock, abstime, &deadline);
	return r < 0 ? -r : uk_pthread_mutex_lock(m, deadline);
}

int pthread_mutex_timedlock(pthread_mutex_t *restrict m,
			    const struct timespec *restrict abstime)
{
	return pthread_mutex_clocklock(m, CLOCK_REALTIME, abstime);
}
