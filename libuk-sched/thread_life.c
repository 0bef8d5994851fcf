/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The life of a thread: created ready, runs, ends, is joined or was detached.
 */
#include "area.h"
#include "sched_priv.h"
#include <errno.h>
#include <uk/crash.h>
#include <uk/sched.h>
#include <uk/tls.h>
#include <uk/vm.h>
#include <uk/wait.h>

#define STACK_MIN (2 * UK_PAGE_SIZE)
#define STACK_MAX ((size_t)1 << 40)

/* A detached thread that ended: it may still be on its stack until another one runs. */
static struct uk_thread *zombie;

static void free_thread(struct uk_thread *t)
{
	uk_timer_unreserve();
	uk_area_put(uk_container_of(t, struct area, thread));
}

static void reap(void)
{
	struct uk_thread *t = zombie;

	if (t && t != uk_thread_self()) {
		zombie = NULL;
		free_thread(t);
	}
}

static void start(void *arg)
{
	struct area *a = arg;

	uk_thread_current = &a->thread;
	uk_thread_exit(a->fn(a->arg));
}

int uk_thread_create(struct uk_thread **out, const struct uk_thread_attr *attr,
		     void *(*fn)(void *), void *arg)
{
	size_t size = attr ? attr->stack_size : 0, pages;
	char *stack = attr ? attr->stack : NULL;
	struct uk_thread *t;
	int r;

	reap();
	if (size > STACK_MAX ||
	    (attr && (attr->priority < 0 || attr->priority > UK_PRIORITY_MAX)) ||
	    (stack && size < STACK_MIN))
		return -EINVAL;
	if (size) {
		size = UK_MAX(size, STACK_MIN) + uk_tls_size() + uk_tls_align() +
		       sizeof(struct area);
		pages = (size + UK_PAGE_SIZE - 1) / UK_PAGE_SIZE + 1;
	} else {
		pages = uk_thread_stack_kib * 1024 / UK_PAGE_SIZE;
	}
	if (stack) {
		size = uk_tls_size() + uk_tls_align() + sizeof(struct area) + STACK_MIN;
		pages = (size + UK_PAGE_SIZE - 1) / UK_PAGE_SIZE + 1;
	}
	r = uk_thread_create_in(&t, attr, pages, start, fn, arg);
	if (r < 0)
		return r;
	if (stack)
		uk_context_init(&t->ctx,
				(void *)UK_ALIGN_DOWN((uintptr_t)stack + attr->stack_size, 16),
				start, uk_container_of(t, struct area, thread), t->ctx.tp);
	if (out)
		*out = t;
	return 0;
}

static struct uk_waitq *joiners(struct uk_thread *t)
{
	return uk_container_of(&t->joiners, struct uk_waitq, threads);
}

void uk_thread_exit(void *retval)
{
	struct uk_thread *self = uk_thread_self();

	reap();
	self->retval = retval;
	self->state = UK_THREAD_DEAD;
	if (self->detached)
		zombie = self;
	else
		uk_waitq_wake(joiners(self), UK_WAKE_ALL);
	uk_sched_switch();
	uk_panic("a dead thread runs");
}

int uk_thread_join(struct uk_thread *t, void **retval)
{
	if (t == uk_thread_self())
		return -EDEADLK;
	if (t->detached)
		return -EINVAL;
	if (uk_wait_event_intr(joiners(t), t->state == UK_THREAD_DEAD, UK_FOREVER) < 0)
		return -EINTR;
	if (retval)
		*retval = t->retval;
	free_thread(t);
	return 0;
}

int uk_thread_detach(struct uk_thread *t)
{
	if (t->detached || !uk_list_empty(&t->joiners))
		return -EINVAL;
	t->detached = true;
	if (t->state == UK_THREAD_DEAD)
		free_thread(t);
	return 0;
}
