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

#define STACK_MIN   (2 * UK_PAGE_SIZE)
#define STACK_MAX   ((size_t)1 << 40)
#define DEFAULT_PRIORITY 16

__thread struct uk_thread *uk_thread_current;

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

static void set_name(struct uk_thread *t, const char *name)
{
	for (size_t i = 0; i < sizeof(t->name) - 1 && name[i]; i++)
		t->name[i] = name[i];
}

int uk_thread_create_in(struct uk_thread **out, const struct uk_thread_attr *attr, size_t pages,
			void *(*fn)(void *), void *arg)
{
	static const struct uk_thread_attr none;
	struct area *a;
	uintptr_t tls;
	void *tp;

	reap();
	attr = attr ? attr : &none;
	if (uk_timer_reserve() < 0)
		return -ENOMEM;
	a = uk_area_get(pages);
	if (!a) {
		uk_timer_unreserve();
		return -ENOMEM;
	}
	a->fn = fn;
	a->arg = arg;
	a->thread.detached = attr->detached;
	a->thread.priority = attr->priority ? attr->priority : DEFAULT_PRIORITY;
	a->thread.user = attr->user;
	uk_list_init(&a->thread.joiners);
	uk_list_init(&a->thread.link);
	set_name(&a->thread, attr->name ? attr->name : "thread");
	tls = UK_ALIGN_DOWN((uintptr_t)a - uk_tls_size(), uk_tls_align());
	a->thread.tls_block = (void *)tls;
	tp = uk_tls_init((void *)tls);
	uk_context_init(&a->thread.ctx, (void *)UK_ALIGN_DOWN(tls, 16), start, a, tp);
	uk_sched_enqueue(&a->thread);
	if (out)
		*out = &a->thread;
	return 0;
}

int uk_thread_create(struct uk_thread **out, const struct uk_thread_attr *attr,
		     void *(*fn)(void *), void *arg)
{
	size_t size = attr ? attr->stack_size : 0, pages;

	if (size > STACK_MAX || (attr && (attr->priority < 0 || attr->priority > 31)))
		return -EINVAL;
	if (size) {
		size = UK_MAX(size, STACK_MIN) + uk_tls_size() + uk_tls_align() +
		       sizeof(struct area);
		pages = (size + UK_PAGE_SIZE - 1) / UK_PAGE_SIZE + 1;
	} else {
		pages = uk_thread_stack_kib * 1024 / UK_PAGE_SIZE;
	}
	return uk_thread_create_in(out, attr, pages, fn, arg);
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
	uk_wait_event(joiners(t), t->state == UK_THREAD_DEAD, UK_FOREVER);
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

void uk_thread_yield(void)
{
	uk_sched_enqueue(uk_thread_self());
	uk_sched_switch();
}

void uk_thread_sleep_until(uint64_t deadline_ns)
{
	struct uk_waitq nobody = UK_WAITQ_INIT(nobody);

	uk_wait_event(&nobody, false, deadline_ns);
}
