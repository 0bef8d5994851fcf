/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Threads and their memory. What only an image with more than the main thread
 * needs is in thread_life.c.
 */
#include "area.h"
#include "sched_priv.h"
#include <errno.h>
#include <uk/sched.h>
#include <uk/tls.h>
#include <uk/wait.h>

__thread struct uk_thread *uk_thread_current;

static void set_name(struct uk_thread *t, const char *name)
{
	for (size_t i = 0; i < sizeof(t->name) - 1 && name[i]; i++)
		t->name[i] = name[i];
}

int uk_thread_create_in(struct uk_thread **out, const struct uk_thread_attr *attr, size_t pages,
			void (*entry)(void *area), void *(*fn)(void *), void *arg)
{
	static const struct uk_thread_attr none;
	struct area *a;
	uintptr_t tls;
	void *tp;

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
	a->thread.priority = attr->priority ? attr->priority : UK_PRIORITY_DEFAULT;
	a->thread.user = attr->user;
	uk_list_init(&a->thread.joiners);
	uk_list_init(&a->thread.link);
	set_name(&a->thread, attr->name ? attr->name : "thread");
	tls = UK_ALIGN_DOWN((uintptr_t)a - uk_tls_size(), uk_tls_align());
	a->thread.tls_block = (void *)tls;
	tp = uk_tls_init((void *)tls);
	uk_context_init(&a->thread.ctx, (void *)UK_ALIGN_DOWN(tls, 16), entry, a, tp);
	uk_sched_enqueue(&a->thread);
	if (out)
		*out = &a->thread;
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
