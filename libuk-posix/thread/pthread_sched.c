/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Scheduling of threads: POSIX XSH pthread_setschedparam() and kin. SCHED_OTHER is the pool's
 * default priority; those of SCHED_FIFO and SCHED_RR, 1 to 32, are above it.
 */
#include <uk/sched.h>
#include "pthread_priv.h"
#include "thread/self.h"

static bool valid(int policy, int priority)
{
	if (policy == SCHED_OTHER)
		return priority == 0;
	return (policy == SCHED_FIFO || policy == SCHED_RR) && priority >= 1 &&
	       priority <= UK_PTHREAD_RT_MAX;
}

int uk_pthread_sched(struct uk_thread *t, int policy, int priority)
{
	int r;

	if (!valid(policy, priority))
		return -EINVAL;
	r = uk_sched_set(t, UK_PRIORITY_DEFAULT + priority, policy == SCHED_FIFO);
	if (r == 0 && t) {
		struct uk_pthread *p = uk_thread_local(t, &uk_pthread_me);

		p->policy = (unsigned char)policy;
		p->priority = (unsigned char)priority;
		if (uk_pthread_protocol_sched)
			uk_pthread_protocol_sched(t);
	}
	return r;
}

int pthread_setschedparam(pthread_t thread, int policy, const struct sched_param *param)
{
	int r = -uk_pthread_sched((struct uk_thread *)thread, policy, param->sched_priority);

	uk_pthread_check();
	return r;
}

int pthread_getschedparam(pthread_t thread, int *restrict policy,
			  struct sched_param *restrict param)
{
	const struct uk_pthread *p = uk_pthread_of(thread);

	*policy = p->policy;
	*param = (struct sched_param){ .sched_priority = p->priority };
	return 0;
}

int pthread_setschedprio(pthread_t thread, int priority)
{
	int r = -uk_pthread_sched((struct uk_thread *)thread, uk_pthread_of(thread)->policy,
				  priority);

	uk_pthread_check();
	return r;
}

int pthread_attr_setinheritsched(pthread_attr_t *attr, int inherit)
{
	if (inherit != PTHREAD_INHERIT_SCHED && inherit != PTHREAD_EXPLICIT_SCHED)
		return EINVAL;
	attr->__inherit = inherit;
	return 0;
}

int pthread_attr_getinheritsched(const pthread_attr_t *restrict attr, int *restrict inherit)
{
	*inherit = attr->__inherit;
	return 0;
}

int pthread_attr_setschedpolicy(pthread_attr_t *attr, int policy)
{
	if (policy != SCHED_OTHER && policy != SCHED_FIFO && policy != SCHED_RR)
		return EINVAL;
	attr->__policy = policy;
	return 0;
}

int pthread_attr_getschedpolicy(const pthread_attr_t *restrict attr, int *restrict policy)
{
	*policy = attr->__policy;
	return 0;
}

int pthread_attr_setschedparam(pthread_attr_t *restrict attr,
			       const struct sched_param *restrict param)
{
	if (param->sched_priority < 0 || param->sched_priority > UK_PTHREAD_RT_MAX)
		return EINVAL;
	attr->__priority = param->sched_priority;
	return 0;
}

int pthread_attr_getschedparam(const pthread_attr_t *restrict attr,
			       struct sched_param *restrict param)
{
	*param = (struct sched_param){ .sched_priority = attr->__priority };
	return 0;
}
