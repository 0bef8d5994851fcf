/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pipes: POSIX XSH pipe() and write(). Two open files on one ring, which
 * starts at PIPE_BUF bytes and doubles up to 64 KiB when a writer finds it
 * full, so that many idle pipes cost little.
 */
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uk/heap.h>
#include "posix.h"

#define RING_MAX 65536

struct pipe {
	struct uk_file rd, wr;
	bool rd_open, wr_open;
	size_t head, count, size; /* size is a power of two */
	size_t limit;		  /* what size may become */
	char *ring;
	struct uk_waitq readers, writers;
};

static size_t room(const struct pipe *p)
{
	return p->size - p->count;
}

/* Move between the ring at @at (it wraps) and @buf; @in: into the ring. */
static void move(struct pipe *p, size_t at, char *buf, size_t len, bool in)
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
static void grow(struct pipe *p, size_t want)
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

static ssize_t pipe_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct pipe *p = uk_container_of(f, struct pipe, rd);
	ssize_t done = 0;

	(void)off;
	if (uk_iov_len(iov, cnt) == 0)
		return 0;
	while (p->count == 0 && p->wr_open) {
		if (f->oflags & O_NONBLOCK)
			return -EAGAIN;
		if (uk_wait_event_intr(&p->readers, p->count || !p->wr_open, UK_FOREVER) < 0)
			return -EINTR;
	}
	for (; cnt > 0 && p->count; iov++, cnt--) {
		size_t n = UK_MIN(iov->iov_len, p->count);

		move(p, p->head, iov->iov_base, n, false);
		p->head += n;
		p->count -= n;
		done += (ssize_t)n;
	}
	if (done) {
		uk_waitq_wake(&p->writers, UK_WAKE_ALL);
		uk_file_notify(&p->wr, POLLOUT | POLLWRNORM);
	}
	return done;
}

static void announce(struct pipe *p)
{
	uk_waitq_wake(&p->readers, UK_WAKE_ALL);
	uk_file_notify(&p->rd, POLLIN | POLLRDNORM);
}

static ssize_t pipe_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct pipe *p = uk_container_of(f, struct pipe, wr);
	ssize_t total = uk_iov_len(iov, cnt), done = 0;
	size_t used = 0; /* of the piece at iov */
	/* Up to PIPE_BUF bytes go in at once or not at all. */
	size_t least = total <= PIPE_BUF ? (size_t)total : 1;

	(void)off;
	while (done < total) {
		size_t n;

		if (room(p) < UK_MAX(least, (size_t)(total - done)))
			grow(p, (size_t)(total - done));
		if (room(p) < least && p->rd_open) {
			if (f->oflags & O_NONBLOCK)
				return done ? done : -EAGAIN;
			if (uk_wait_event_intr(&p->writers, room(p) >= least || !p->rd_open,
					       UK_FOREVER) < 0)
				return done ? done : -EINTR;
		}
		if (!p->rd_open)
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
		announce(p);
	}
	return done;
}

static short rd_poll(struct uk_file *f, short events)
{
	struct pipe *p = uk_container_of(f, struct pipe, rd);
	short r = 0;

	if (p->count)
		r |= events & (POLLIN | POLLRDNORM);
	if (!p->wr_open)
		r |= POLLHUP;
	return r;
}

static short wr_poll(struct uk_file *f, short events)
{
	struct pipe *p = uk_container_of(f, struct pipe, wr);

	if (!p->rd_open)
		return POLLERR;
	/* Writable is: PIPE_BUF bytes would go in. */
	return room(p) >= PIPE_BUF || p->size < p->limit ? events & (POLLOUT | POLLWRNORM) : 0;
}

static int pipe_stat(struct uk_file *f, struct stat *st)
{
	(void)f;
	st->st_mode = S_IFIFO | 0600;
	st->st_nlink = 1;
	st->st_blksize = PIPE_BUF;
	return 0;
}

static int rd_ioctl(struct uk_file *f, unsigned long cmd, void *arg)
{
	if (cmd != FIONREAD)
		return -ENOTTY;
	*(int *)arg = (int)uk_container_of(f, struct pipe, rd)->count;
	return 0;
}

static void release(struct pipe *p)
{
	if (p->rd_open || p->wr_open)
		return;
	uk_free(p->ring);
	uk_free(p);
}

static void rd_close(struct uk_file *f)
{
	struct pipe *p = uk_container_of(f, struct pipe, rd);

	p->rd_open = false;
	uk_waitq_wake(&p->writers, UK_WAKE_ALL);
	uk_file_notify(&p->wr, POLLERR);
	release(p);
}

static void wr_close(struct uk_file *f)
{
	struct pipe *p = uk_container_of(f, struct pipe, wr);

	p->wr_open = false;
	uk_waitq_wake(&p->readers, UK_WAKE_ALL);
	uk_file_notify(&p->rd, POLLHUP);
	release(p);
}

static const struct uk_file_ops rd_ops = {
	.type = "pipe",
	.readv = pipe_readv,
	.poll = rd_poll,
	.stat = pipe_stat,
	.ioctl = rd_ioctl,
	.close = rd_close,
};
static const struct uk_file_ops wr_ops = {
	.type = "pipe",
	.writev = pipe_writev,
	.poll = wr_poll,
	.stat = pipe_stat,
	.close = wr_close,
};

static int make(int fds[2], int flags)
{
	int fdflags = flags & O_CLOEXEC ? FD_CLOEXEC : 0, nonblock = flags & O_NONBLOCK, r;
	struct pipe *p = uk_zalloc(sizeof(*p));

	if (!p)
		return -ENOMEM;
	p->size = PIPE_BUF;
	p->limit = RING_MAX;
	p->ring = uk_malloc(p->size);
	if (!p->ring) {
		uk_free(p);
		return -ENOMEM;
	}
	uk_waitq_init(&p->readers);
	uk_waitq_init(&p->writers);
	uk_file_init(&p->rd, &rd_ops, O_RDONLY | nonblock);
	uk_file_init(&p->wr, &wr_ops, O_WRONLY | nonblock);
	p->rd_open = p->wr_open = true;
	r = uk_fd_install(&p->rd, 0, fdflags);
	if (r < 0) {
		p->wr_open = false;
		uk_file_unref(&p->rd);
		return r;
	}
	fds[0] = r;
	r = uk_fd_install(&p->wr, 0, fdflags);
	if (r < 0) {
		p->wr_open = false;
		uk_fd_close(fds[0]);
		return r;
	}
	fds[1] = r;
	return 0;
}

int pipe2(int fds[2], int flags)
{
	if (flags & ~(O_CLOEXEC | O_NONBLOCK))
		return (int)uk_ret(-EINVAL);
	return (int)uk_ret(make(fds, flags));
}

int pipe(int fds[2])
{
	return (int)uk_ret(make(fds, 0));
}
