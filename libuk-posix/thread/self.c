/* SPDX-License-Identifier: BSD-3-Clause */
/* The threads that signals may go to: main and those of pthread_create(). */
#include "signal/signal_priv.h"

__thread struct uk_pthread uk_pthread_me;
struct uk_list uk_pthreads = UK_LIST_INIT(uk_pthreads);

struct uk_pthread *uk_pthread_enter(void)
{
	struct uk_pthread *me = &uk_pthread_me;

	if (!me->thread) {
		me->thread = uk_thread_self();
		uk_list_insert(&uk_pthreads, &me->link);
	}
	return me;
}

void uk_pthread_leave(void)
{
	struct uk_pthread *me = &uk_pthread_me;
	struct uk_list *l;

	me->ending = true;
	if (me->thread)
		uk_list_remove(&me->link);
	while (me->pending.queue.next && (l = uk_list_pop(&me->pending.queue)) != NULL) {
		struct uk_sigqueue *q = uk_list_entry(l, struct uk_sigqueue, link);

		q->taken(q);
	}
	if (me->thread)
		me->thread->notice = false;
}
