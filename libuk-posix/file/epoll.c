/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sets of interest as open files: epoll_create(2). A set is itself readable when a
 * member is ready, so sets can be watched by sets.
 */
#include <poll.h>
#include <sys/stat.h>
#include <uk/heap.h>
#include "epoll_priv.h"

#define HANDLED (EPOLLERR | EPOLLHUP)

uint32_t uk_epoll_look(const struct member *m)
{
	short want = (short)(m->events & 0x7fff), have;

	if (!m->file->ops->poll)
		return 0;
	have = m->file->ops->poll(m->file, want);
	return (uint16_t)have & (m->events | HANDLED);
}

void uk_epoll_ready(struct member *m)
{
	struct epoll *e = m->set;

	if (!m->events || !uk_list_empty(&m->ready))
		return;
	uk_list_insert(&e->ready, &m->ready);
	uk_waitq_wake(&e->waiters, 1);
	uk_file_notify(&e->file, POLLIN | POLLRDNORM);
}

void uk_epoll_remove(struct member *m)
{
	struct member **p = &m->set->of_fd[m->fd];

	while (*p != m)
		p = &(*p)->next;
	*p = m->next;
	uk_file_unwatch(&m->watch);
	uk_list_remove(&m->ready);
	uk_free(m);
}

static short epoll_poll(struct uk_file *f, short events)
{
	struct epoll *e = uk_container_of(f, struct epoll, file);

	/* What is on the list may be over by now. */
	UK_LIST_FOREACH(m, &e->ready, struct member, ready) {
		if (uk_epoll_look(m))
			return events & (POLLIN | POLLRDNORM);
	}
	return 0;
}

static int epoll_stat(struct uk_file *f, struct stat *st)
{
	(void)f;
	st->st_mode = 0600;
	st->st_nlink = 1;
	return 0;
}

static void epoll_close(struct uk_file *f)
{
	struct epoll *e = uk_container_of(f, struct epoll, file);

	for (unsigned fd = 0; fd < e->size; fd++)
		while (e->of_fd[fd])
			uk_epoll_remove(e->of_fd[fd]);
	uk_free(e->of_fd);
	uk_free(e);
}

/* A set is open for both, but neither is for a set. */
static ssize_t no_bytes(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	(void)f;
	(void)iov;
	(void)cnt;
	(void)off;
	return -EINVAL;
}

static const struct uk_file_ops ops = {
	.type = "epoll",
	.readv = no_bytes,
	.writev = no_bytes,
	.poll = epoll_poll,
	.stat = epoll_stat,
	.close = epoll_close,
};

struct epoll *uk_epoll_of(struct uk_file *f)
{
	return f->ops == &ops ? uk_container_of(f, struct epoll, file) : NULL;
}

struct epoll *uk_epoll_get(int fd, int *r)
{
	struct uk_file *f = uk_fd_get(fd);
	struct epoll *e = f ? uk_epoll_of(f) : NULL;

	*r = f ? -EINVAL : -EBADF;
	if (f && !e)
		uk_file_unref(f);
	return e;
}

static int make(int flags)
{
	struct epoll *e;
	int r;

	if (flags & ~EPOLL_CLOEXEC)
		return -EINVAL;
	e = uk_zalloc(sizeof(*e));
	if (!e)
		return -ENOMEM;
	uk_list_init(&e->ready);
	uk_waitq_init(&e->waiters);
	uk_file_init(&e->file, &ops, O_RDWR);
	r = uk_fd_install(&e->file, 0, flags ? FD_CLOEXEC : 0);
	if (r < 0)
		uk_file_unref(&e->file);
	return r;
}

int epoll_create1(int flags)
{
	return (int)uk_ret(make(flags));
}

int epoll_create(int size)
{
	return (int)uk_ret(size > 0 ? make(0) : -EINVAL);
}
