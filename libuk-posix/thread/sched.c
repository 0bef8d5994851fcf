/* SPDX-License-Identifier: BSD-3-Clause */
/* sched_yield(), sched_get_priority_min(), _max(): POSIX XSH. */
#include <pthread.h>
#include "pthread_priv.h"

int sched_yield(void)
{
	uk_thread_yield();
	if (uk_thread_self()->notice)
		uk_attend();
	return 0;
}

int pthread_yield(void)
{
	return sched_yield();
}

static int priority(int policy, int value)
{
	if (policy == SCHED_OTHER)
		return 0;
	return (int)uk_ret(policy == SCHED_FIFO || policy == SCHED_RR ? value : -EINVAL);
}

int sched_get_priority_min(int policy)
{
	return priority(policy, 1);
}

int sched_get_priority_max(int policy)
{
	return priority(policy, UK_PTHREAD_RT_MAX);
}
