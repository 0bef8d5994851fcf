/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pipes, named or not: uk/pipe.h. The ring starts at PIPE_BUF bytes and doubles up to 64 KiB
 * when a writer finds it full, so that many idle pipes cost little.
 */
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <uk/heap.h>
#include <uk/pipe.h>
#include "posix.h"

#define RING_MAX 65536

static size_t room(const struct uk_pipe *p)
{
	return p->size - p->count;
}

/* Move between the ring at @at (it wraps) and @buf; @in: into the ring. */
static void move(struct uk_pipe *p, size_t at, char *buf, size_t len, bool in)
{
	while (len) {
		size_t off = at & (p->size - 1), n = UK_MIN(len, p->size - off);

		if (in)
			memcpy(p->ring + off, buf, n);
		else
			memcpy(buf, p->ring + off, n);
		at += n;
		buf += n;
		len -= n;
	}
}

/* Make room for @want bytes if memory allows; a full pipe is no error. */
static void grow(struct uk_pipe *p, size_t want)
{
	size_t size = p->size;
	char *ring;

	while (size < p->limit && size - p->count < want)
		size *= 2;
	if (size == p->size)
		return;
	ring = uk_malloc(size);
	if (!ring) {
		p->limit = p->size; /* so that poll tells the truth */
		return;
	}
	move(p, p->head, ring, p->count, false);
	uk_free(p->ring);
	p->ring = ring;
	p->head = 0;
	p->size = size;
}

static bool reads(const struct uk_file *f)
{
	return (f->oflags & O_ACCMODE) != O_WRONLY;
}

static bool writes(const struct uk_file *f)
{
	return (f->oflags & O_ACCMODE) != O_RDONLY;
}

static void tell_readers(struct uk_pipe *p, short events)
{
	uk_waitq_wake(&p->can_read, UK_WAKE_ALL);
	UK_LIST_FOREACH(e, &p->ends, struct uk_pipe_end, link) {
		if (reads(e->file))
			uk_file_notify(e->file, events);
	}
}

static void tell_writers(struct uk_pipe *p, short events)
{
	uk_waitq_wake(&p->can_write, UK_WAKE_ALL);
	UK_LIST_FOREACH(e, &p->ends, struct uk_pipe_end, link) {
		if (writes(e->file))
			uk_file_notify(e->file, events);
	}
}

int uk_pipe_init(struct uk_pipe *p)
{
	*p = (struct uk_pipe){ .size = PIPE_BUF, .limit = RING_MAX };
	uk_waitq_init(&p->can_read);
	uk_waitq_init(&p->can_write);
	uk_list_init(&p->ends);
	p->ring = uk_malloc(p->size);
	return p->ring ? 0 : -ENOMEM;
}

void uk_pipe_free(struct uk_pipe *p)
{
	uk_free(p->ring);
}

void uk_pipe_join(struct uk_pipe *p, struct uk_pipe_end *e, struct uk_file *f)
{
	e->file = f;
	/* With a writer there now, any number that writers_ever will not be. */
	e->no_writer_since = p->writers_ever - (p->writers > 0);
	p->readers += reads(f);
	p->readers_ever += reads(f);
	p->writers += writes(f);
	p->writers_ever += writes(f);
	uk_list_insert(&p->ends, &e->link);
}

void uk_pipe_leave(struct uk_pipe *p, struct uk_pipe_end *e)
{
	uk_list_remove(&e->link);
	p->readers -= reads(e->file);
	p->writers -= writes(e->file);
	if (reads(e->file) && p->readers == 0)
		tell_writers(p, POLLERR);
	if (writes(e->file) && p->writers == 0)
		tell_readers(p, POLLHUP);
}

ssize_t uk_pipe_readv(struct uk_pipe *p, const struct uk_file *f, const struct iovec *iov,
		      int cnt)
{
	ssize_t done = 0;

	if (uk_iov_len(iov, cnt) == 0)
		return 0;
	while (p->count == 0 && p->writers) {
		if (f->oflags & O_NONBLOCK)
			return -EAGAIN;
		if (uk_wait_event_intr(&p->can_read, p->count || !p->writers, UK_FOREVER) < 0)
			return -EINTR;
	}
	for (; cnt > 0 && p->count; iov++, cnt--) {
		size_t n = UK_MIN(iov->iov_len, p->count);

		move(p, p->head, iov->iov_base, n, false);
		p->head += n;
		p->count -= n;
		done += (ssize_t)n;
	}
	if (done)
		tell_writers(p, POLLOUT | POLLWRNORM);
	return done;
}

ssize_t uk_pipe_writev(struct uk_pipe *p, const struct uk_file *f, const struct iovec *iov,
		       int cnt)
{
	ssize_t total = uk_iov_len(iov, cnt), done = 0;
	size_t used = 0; /* of the piece at iov */
	/* Up to PIPE_BUF bytes go in at once or not at all. */
	size_t least = total <= PIPE_BUF ? (size_t)total : 1;

	while (done < total) {
		size_t n;

		if (room(p) < UK_MAX(least, (size_t)(total - done)))
			grow(p, (size_t)(total - done));
		if (room(p) < least && p->readers) {
			if (f->oflags & O_NONBLOCK)
				return done ? done : -EAGAIN;
			if (uk_wait_event_intr(&p->can_write, room(p) >= least || !p->readers,
					       UK_FOREVER) < 0)
				return done ? done : -EINTR;
		}
		if (!p->readers)
			return done ? done : uk_sigpipe(0);
		while (room(p) && done < total) {
			n = UK_MIN(iov->iov_len - used, room(p));
			move(p, p->head + p->count, (char *)iov->iov_base + used, n, true);
			p->count += n;
			used += n;
			done += (ssize_t)n;
			if (used == iov->iov_len) {
				iov++;
				used = 0;
			}
		}
		tell_readers(p, POLLIN | POLLRDNORM);
	}
	return done;
}

short uk_pipe_poll(const struct uk_pipe *p, const struct uk_pipe_end *e, short events)
{
	short r = 0;

	if (reads(e->file)) {
		if (p->count)
			r |= events & (POLLIN | POLLRDNORM);
		if (!p->writers && p->writers_ever != e->no_writer_since)
			r |= POLLHUP;
	}
	if (writes(e->file)) {
		/* Writable is: PIPE_BUF bytes would go in. */
		if (!p->readers)
			r |= POLLERR;
		else if (room(p) >= PIPE_BUF || p->size < p->limit)
			r |= events & (POLLOUT | POLLWRNORM);
	}
	return r;
}

int uk_pipe_ioctl(const struct uk_pipe *p, unsigned long cmd, void *arg)
{
	if (cmd != FIONREAD)
		return -ENOTTY;
	*(int *)arg = (int)p->count;
	return 0;
}
