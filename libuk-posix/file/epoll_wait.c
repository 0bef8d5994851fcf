/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * epoll_wait(2). The ready list is gone through once a call, each member at most
 * once, and those that stay ready go to its end: with more of them than
 * @max, each has its turn.
 */
#include <limits.h>
#include "epoll_priv.h"

static void move_all(struct uk_list *from, struct uk_list *before)
{
	struct uk_list *l;

	while ((l = uk_list_pop(from)) != NULL)
		uk_list_insert(before, l);
}

/* Tell of up to @max members that are ready; their number. */
static int harvest(struct epoll *e, struct epoll_event *events, int max)
{
	struct uk_list todo, still, *l;
	int n = 0;

	uk_list_init(&todo);
	uk_list_init(&still);
	move_all(&e->ready, &todo);
	while (n < max && (l = uk_list_pop(&todo)) != NULL) {
		struct member *m = uk_list_entry(l, struct member, ready);
		uint32_t have = uk_epoll_look(m);

		/* To look may be to learn of events, and be told what is known by now. */
		uk_list_remove(l);
		if (!have)
			continue;
		events[n].events = have;
		events[n++].data = m->data;
		if (m->events & EPOLLONESHOT)
			m->events = 0;
		else if (!(m->events & EPOLLET))
			uk_list_insert(&still, l);
	}
	/* First those that had no turn, last those that had. */
	move_all(&todo, e->ready.next);
	move_all(&still, &e->ready);
	return n;
}

static int wait_for(struct epoll *e, struct epoll_event *events, int max, uint64_t deadline)
{
	int n, r = 0;

	for (;;) {
		n = harvest(e, events, max);
		if (n || r < 0)
			break;
		if (deadline == 0 && uk_list_empty(&e->ready))
			uk_give_way();
		r = uk_wait_event_intr(&e->waiters, !uk_list_empty(&e->ready), deadline);
	}
	/* There is more, and whoever told of it woke only this thread. */
	if (!uk_list_empty(&e->ready))
		uk_waitq_wake(&e->waiters, 1);
	return n || r != -EINTR ? n : r;
}

static int epoll_until(int epfd, struct epoll_event *events, int max, uint64_t deadline)
{
	struct epoll *e;
	int r;

	if (max <= 0 || max > INT_MAX / (int)sizeof(*events))
		return -EINVAL;
	e = uk_epoll_get(epfd, &r);
	if (!e)
		return r;
	r = wait_for(e, events, max, deadline);
	uk_file_unref(&e->file);
	return r;
}

/* With signal mask @mask, if there is one, while it waits. */
static int masked(int epfd, struct epoll_event *events, int max, uint64_t deadline,
		  const sigset_t *mask)
{
	sigset_t before = { 0 };
	ssize_t r;

	if (mask && uk_sig_swap_mask)
		before = uk_sig_swap_mask(*mask);
	r = UK_POINT_ONCE(epoll_until(epfd, events, max, deadline));
	if (mask && uk_sig_swap_mask)
		uk_sig_swap_mask(before);
	return (int)uk_ret(r);
}

static uint64_t deadline_ms(int timeout_ms)
{
	if (timeout_ms <= 0)
		return timeout_ms ? UK_FOREVER : 0;
	return uk_clock_ns() + (uint64_t)timeout_ms * 1000000;
}

int epoll_wait(int epfd, struct epoll_event *events, int max, int timeout_ms)
{
	return masked(epfd, events, max, deadline_ms(timeout_ms), NULL);
}

int epoll_pwait(int epfd, struct epoll_event *events, int max, int timeout_ms,
		const sigset_t *mask)
{
	return masked(epfd, events, max, deadline_ms(timeout_ms), mask);
}

int epoll_pwait2(int epfd, struct epoll_event *events, int max, const struct timespec *timeout,
		 const sigset_t *mask)
{
	uint64_t deadline = UK_FOREVER;

	if (timeout && uk_deadline_in(timeout, &deadline) < 0)
		return (int)uk_ret(-EINVAL);
	if (timeout && !timeout->tv_sec && !timeout->tv_nsec)
		deadline = 0;
	return masked(epfd, events, max, deadline, mask);
}
