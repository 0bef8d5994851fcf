/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Waiting on descriptors: what poll() and select() share. A first look costs
 * no memory and no lists; only if nothing is ready a watcher goes on each
 * file. After that only files whose watcher was told are looked at again, so
 * that a wake-up costs what changed.
 */
#include <poll.h>
#include <uk/anchor.h>
#include <uk/heap.h>
#include "posix.h"

UK_NEED(uk_console_poll);

#define FEW 8 /* watchers that fit on the stack */

struct poller {
	struct uk_waitq wait;
	bool woken;
};

struct watcher {
	struct uk_file_watch watch;
	struct uk_file *file; /* a reference */
	struct poller *poller;
	bool told;
};

static void wake(struct uk_file_watch *w, short events)
{
	struct watcher *me = uk_container_of(w, struct watcher, watch);

	(void)events;
	me->told = true;
	me->poller->woken = true;
	uk_waitq_wake(&me->poller->wait, UK_WAKE_ALL);
}

static short look(struct uk_file *f, short events)
{
	if (f->ops->poll)
		return f->ops->poll(f, events) & (events | POLLERR | POLLHUP | POLLNVAL);
	return events & (POLLIN | POLLRDNORM | POLLOUT | POLLWRNORM);
}

/* Fill in revents; the number that are not 0. */
static int scan(struct pollfd *fds, unsigned long n)
{
	unsigned long i;
	int ready = 0;

	for (i = 0; i < n; i++) {
		struct uk_file *f;

		fds[i].revents = 0;
		if (fds[i].fd < 0)
			continue;
		f = uk_fd_get(fds[i].fd);
		if (f) {
			fds[i].revents = look(f, fds[i].events);
			uk_file_unref(f);
		} else {
			fds[i].revents = POLLNVAL;
		}
		ready += fds[i].revents != 0;
	}
	return ready;
}

static void watch_all(struct poller *p, struct watcher *w, struct pollfd *fds, unsigned long n)
{
	unsigned long i;

	for (i = 0; i < n; i++) {
		w[i].file = fds[i].fd < 0 ? NULL : uk_fd_get(fds[i].fd);
		if (!w[i].file)
			continue;
		w[i].poller = p;
		w[i].told = false;
		w[i].watch.events = fds[i].events;
		w[i].watch.notify = wake;
		uk_file_watch(w[i].file, &w[i].watch);
	}
}

/* As scan(), of those that were told something. */
static int rescan(struct pollfd *fds, struct watcher *w, unsigned long n)
{
	unsigned long i;
	int ready = 0;

	for (i = 0; i < n; i++) {
		if (!w[i].file || !w[i].told)
			continue;
		w[i].told = false;
		fds[i].revents = look(w[i].file, fds[i].events);
		ready += fds[i].revents != 0;
	}
	return ready;
}

static void unwatch_all(struct watcher *w, unsigned long n)
{
	unsigned long i;

	for (i = 0; i < n; i++) {
		if (!w[i].file)
			continue;
		uk_file_unwatch(&w[i].watch);
		uk_file_unref(w[i].file);
	}
}

int uk_poll(struct pollfd *fds, unsigned long n, uint64_t deadline)
{
	struct watcher few[FEW], *w = few;
	struct poller p = { .woken = false };
	unsigned before = uk_file_events;
	int ready = scan(fds, n), r = 0;
	unsigned long i;

	if (ready)
		return ready;
	if (deadline != UK_FOREVER && uk_clock_ns() >= deadline) {
		uk_give_way();
		return scan(fds, n);
	}
	if (n > FEW && !(w = uk_malloc(n * sizeof(*w))))
		return -ENOMEM;
	uk_waitq_init(&p.wait);
	watch_all(&p, w, fds, n);
	/* Something happened between the look and the watch: look again. */
	if (uk_file_events != before) {
		for (i = 0; i < n; i++)
			w[i].told = true;
		ready = rescan(fds, w, n);
	}
	while (ready == 0 && r == 0) {
		r = uk_wait_event_intr(&p.wait, p.woken, deadline);
		p.woken = false;
		ready = rescan(fds, w, n);
	}
	unwatch_all(w, n);
	if (w != few)
		uk_free(w);
	return ready || r != -EINTR ? ready : r;
}
