/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_tryjoin_np(), pthread_timedjoin_np(): as glibc has them. */
#include "pthread_priv.h"

static int join_until(struct uk_thread *t, void **value, uint64_t deadline)
{
	struct uk_waitq *ended = uk_container_of(&t->joiners, struct uk_waitq, threads);
	ssize_t r;

	if (t == uk_thread_self())
		return EDEADLK;
	if (t->detached)
		return EINVAL;
	do
		r = UK_POINT(uk_wait_event_intr(ended, t->state == UK_THREAD_DEAD, deadline));
	while (r == -EINTR);
	return r < 0 ? (int)-r : pthread_join((pthread_t)t, value);
}

int pthread_tryjoin_np(pthread_t thread, void **value)
{
	struct uk_thread *t = (struct uk_thread *)thread;

	return t->state == UK_THREAD_DEAD ? pthread_join(thread, value) : EBUSY;
}

int pthread_timedjoin_np(pthread_t thread, void **value, const struct timespec *abstime)
{
	uint64_t deadline;
	int r = uk_deadline(CLOCK_REALTIME, abstime, &deadline);

	return r < 0 ? -r : join_until((struct uk_thread *)thread, value, deadline);
}
