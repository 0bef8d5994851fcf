/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * epoll_ctl(2): what is in a set of interest. A member is named by its descriptor
 * number and the file that was open there, as on Linux: a duplicate keeps it alive.
 */
#include <string.h>
#include <uk/heap.h>
#include "epoll_priv.h"

#define NESTING_MAX 5
#define KNOWN                                                                              \
	(EPOLLIN | EPOLLPRI | EPOLLOUT | EPOLLERR | EPOLLHUP | EPOLLRDNORM | EPOLLRDBAND | \
	 EPOLLWRNORM | EPOLLWRBAND | EPOLLMSG | EPOLLRDHUP)
#define MODES (EPOLLET | EPOLLONESHOT | EPOLLEXCLUSIVE | EPOLLWAKEUP)

static void notify(struct uk_file_watch *w, short events)
{
	(void)events;
	uk_epoll_ready(uk_container_of(w, struct member, watch));
}

static void gone(struct uk_file_watch *w)
{
	uk_epoll_remove(uk_container_of(w, struct member, watch));
}

static struct member *find(const struct epoll *e, int fd, const struct uk_file *f)
{
	struct member *m = (unsigned)fd < e->size ? e->of_fd[fd] : NULL;

	while (m && m->file != f)
		m = m->next;
	return m;
}

/* Room for descriptor @fd in the table. */
static int grow(struct epoll *e, unsigned fd)
{
	unsigned size = e->size ? e->size : 16;
	struct member **t;

	if (fd < e->size)
		return 0;
	while (size <= fd)
		size *= 2;
	t = uk_zalloc(size * sizeof(struct member *));
	if (!t)
		return -ENOMEM;
	if (e->size)
		memcpy(t, e->of_fd, e->size * sizeof(struct member *));
	uk_free(e->of_fd);
	e->of_fd = t;
	e->size = size;
	return 0;
}

/* How deep sets are nested from @e down; more than NESTING_MAX if @top is among them. */
static int depth(const struct epoll *e, const struct epoll *top, int so_far)
{
	int most = so_far;

	if (e == top || so_far > NESTING_MAX)
		return NESTING_MAX + 1;
	for (unsigned fd = 0; fd < e->size; fd++)
		for (const struct member *m = e->of_fd[fd]; m; m = m->next) {
			const struct epoll *below = uk_epoll_of(m->file);

			if (below)
				most = UK_MAX(most, depth(below, top, so_far + 1));
		}
	return most;
}

/* How deep sets that watch @e are nested above it. */
static int height(const struct epoll *e, int so_far)
{
	int most = so_far;

	if (so_far > NESTING_MAX)
		return so_far;
	UK_LIST_FOREACH(w, &e->file.watchers, struct uk_file_watch, link) {
		/* Others (poll) do not nest further. */
		if (w->notify == notify)
			most = UK_MAX(most,
				      height(uk_container_of(w, struct member, watch)->set,
					     so_far + 1));
	}
	return most;
}

static void set_interest(struct member *m, const struct epoll_event *ev)
{
	m->events = ev->events & (KNOWN | MODES);
	m->data = ev->data;
	m->watch.events = (short)(ev->events & KNOWN);
	/* It may be ready already: nobody tells that again. */
	if (uk_epoll_look(m))
		uk_epoll_ready(m);
}

static int add(struct epoll *e, int fd, struct uk_file *f, const struct epoll_event *ev)
{
	const struct epoll *other = uk_epoll_of(f);
	struct member *m;
	int r;

	if (find(e, fd, f))
		return -EEXIST;
	/* What cannot be waited for, a regular file: Linux says so, too. */
	if (!f->ops->poll)
		return -EPERM;
	if (other && depth(other, e, 1) + height(e, 1) > NESTING_MAX)
		return -ELOOP;
	r = grow(e, (unsigned)fd);
	if (r < 0)
		return r;
	m = uk_zalloc(sizeof(*m));
	if (!m)
		return -ENOMEM;
	m->set = e;
	m->file = f;
	m->fd = fd;
	m->next = e->of_fd[fd];
	e->of_fd[fd] = m;
	m->watch.notify = notify;
	m->watch.gone = gone;
	uk_list_init(&m->ready);
	uk_file_watch(f, &m->watch);
	set_interest(m, ev);
	return 0;
}

static int change(struct epoll *e, int op, int fd, struct uk_file *f,
		  const struct epoll_event *ev)
{
	struct member *m = find(e, fd, f);

	if (op == EPOLL_CTL_ADD)
		return add(e, fd, f, ev);
	if (op != EPOLL_CTL_DEL && op != EPOLL_CTL_MOD)
		return -EINVAL;
	if (!m)
		return -ENOENT;
	if (op == EPOLL_CTL_DEL)
		uk_epoll_remove(m);
	else
		set_interest(m, ev);
	return 0;
}

int epoll_ctl(int epfd, int op, int fd, struct epoll_event *event)
{
	struct uk_file *f;
	struct epoll *e;
	int r;

	e = uk_epoll_get(epfd, &r);
	if (!e)
		return (int)uk_ret(r);
	f = uk_fd_get(fd);
	if (!f)
		r = -EBADF;
	else if (f == &e->file)
		r = -EINVAL;
	else if (op != EPOLL_CTL_DEL && !event)
		r = -EFAULT;
	else
		r = change(e, op, fd, f, event);
	if (f)
		uk_file_unref(f);
	uk_file_unref(&e->file);
	return (int)uk_ret(r);
}
