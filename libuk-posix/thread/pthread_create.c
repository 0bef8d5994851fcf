/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_create(): POSIX XSH. newlib's state of the thread is on its stack. */
#include <string.h>
#include <uk/heap.h>
#include "pthread_priv.h"
#include "thread/self.h"
#include "start/reent_priv.h"

struct begin {
	void *(*fn)(void *);
	void *arg;
};

static void *run(void *p)
{
	struct begin b = *(struct begin *)p;
	struct _reent reent;

	uk_free(p);
	_REENT_INIT_PTR(&reent);
	uk_reent = &reent;
	pthread_exit(b.fn(b.arg));
}

int pthread_create(pthread_t *restrict thread, const pthread_attr_t *restrict attr,
		   void *(*fn)(void *), void *restrict arg)
{
	struct uk_thread_attr a = { .name = "pthread" };
	const struct uk_pthread *parent = uk_pthread_enter();
	int policy = parent->policy, priority = parent->priority, r;
	struct begin *b = uk_malloc(sizeof(*b));
	struct uk_pthread *me;
	struct uk_thread *t;

	if (!b)
		return EAGAIN;
	*b = (struct begin){ fn, arg };
	if (attr) {
		a.stack = attr->__stack;
		a.stack_size = attr->__stack_size;
		a.detached = attr->__detached;
		if (attr->__inherit == PTHREAD_EXPLICIT_SCHED) {
			policy = attr->__policy;
			priority = attr->__priority;
		}
	}
	/* Only a scheduler with priorities lets anybody ask for something else. */
	r = policy ? uk_pthread_sched(NULL, policy, priority) : 0;
	if (r == 0)
		r = uk_thread_create(&t, &a, run, b);
	if (r < 0) {
		uk_free(b);
		return r == -ENOMEM ? EAGAIN : -r;
	}
	uk_pthread_live++;
	me = uk_thread_local(t, &uk_pthread_me);
	me->thread = t;
	me->blocked = parent->blocked;
	me->stack = a.stack;
	me->stack_size = a.stack ? a.stack_size : 0;
	uk_list_insert(&uk_pthreads, &me->link);
	if (policy)
		uk_pthread_sched(t, policy, priority);
	*thread = (pthread_t)t;
	return 0;
}
