/* SPDX-License-Identifier: BSD-3-Clause */
/* SIGEV_THREAD: notify.h. */
#include "thread/notify.h"

static struct uk_list queue = UK_LIST_INIT(queue);
static struct uk_waitq wait = UK_WAITQ_INIT(wait);
static bool started;

static void *dispatch(void *arg)
{
	(void)arg;
	/* Signals are for the program's own threads: those that are started here inherit it. */
	uk_pthread_me.blocked = ~(sigset_t)0;
	for (;;) {
		struct uk_list *l;

		uk_wait_event(&wait, !uk_list_empty(&queue), UK_FOREVER);
		l = uk_list_pop(&queue);
		if (l) {
			struct uk_notify *n = uk_list_entry(l, struct uk_notify, link);

			if (--n->due)
				uk_list_insert(&queue, l);
			uk_notify_start(n->fn, n->value, &n->attr);
		}
	}
	return NULL;
}

int uk_notify_init(struct uk_notify *n, const struct sigevent *ev)
{
	struct uk_thread_attr attr = { .name = "notify", .detached = true };

	uk_list_init(&n->link);
	n->fn = ev->sigev_notify_function;
	n->value = ev->sigev_value;
	if (ev->sigev_notify_attributes)
		n->attr = *ev->sigev_notify_attributes;
	else
		pthread_attr_init(&n->attr);
	if (!started && uk_thread_create(NULL, &attr, dispatch, NULL) < 0)
		return -EAGAIN;
	started = true;
	return 0;
}

void uk_notify(struct uk_notify *n)
{
	if (n->due++ == 0)
		uk_list_insert(&queue, &n->link);
	uk_waitq_wake(&wait, 1);
}

void uk_notify_end(struct uk_notify *n)
{
	n->due = 0;
	if (n->link.next)
		uk_list_remove(&n->link);
}
