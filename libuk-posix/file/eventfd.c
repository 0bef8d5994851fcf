/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * eventfd(2): reading takes the counter, or one of it; writing adds, and waits
 * when the sum would pass UINT64_MAX - 1.
 */
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uk/heap.h>
#include "posix.h"

#define COUNT_MAX (UINT64_MAX - 1)

struct eventfd {
	struct uk_file file;
	uint64_t count;
	bool semaphore;
	struct uk_waitq readers, writers;
};

static struct eventfd *eventfd_of(struct uk_file *f)
{
	return uk_container_of(f, struct eventfd, file);
}

static ssize_t eventfd_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct eventfd *e = eventfd_of(f);
	uint64_t v;

	(void)off;
	if (uk_iov_len(iov, cnt) < (ssize_t)sizeof(v))
		return -EINVAL;
	if (!e->count) {
		if (f->oflags & O_NONBLOCK)
			return -EAGAIN;
		if (uk_wait_event_intr(&e->readers, e->count, UK_FOREVER) < 0)
			return -EINTR;
	}
	v = e->semaphore ? 1 : e->count;
	e->count -= v;
	uk_iov_put(iov, &v, sizeof(v));
	uk_waitq_wake(&e->writers, UK_WAKE_ALL);
	uk_file_notify(f, POLLOUT | POLLWRNORM);
	return sizeof(v);
}

static ssize_t eventfd_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct eventfd *e = eventfd_of(f);
	uint64_t v;

	(void)off;
	if (uk_iov_len(iov, cnt) < (ssize_t)sizeof(v))
		return -EINVAL;
	uk_iov_take(iov, &v, sizeof(v));
	if (v == UINT64_MAX)
		return -EINVAL;
	if (v > COUNT_MAX - e->count) {
		if (f->oflags & O_NONBLOCK)
			return -EAGAIN;
		if (uk_wait_event_intr(&e->writers, v <= COUNT_MAX - e->count, UK_FOREVER) < 0)
			return -EINTR;
	}
	e->count += v;
	if (v) {
		uk_waitq_wake(&e->readers, e->semaphore ? UK_WAKE_ALL : 1);
		uk_file_notify(f, POLLIN | POLLRDNORM);
	}
	return sizeof(v);
}

static short eventfd_poll(struct uk_file *f, short events)
{
	struct eventfd *e = eventfd_of(f);
	short r = 0;

	if (e->count)
		r |= events & (POLLIN | POLLRDNORM);
	if (e->count < COUNT_MAX)
		r |= events & (POLLOUT | POLLWRNORM);
	return r;
}

static int eventfd_stat(struct uk_file *f, struct stat *st)
{
	(void)f;
	st->st_mode = 0600;
	st->st_nlink = 1;
	return 0;
}

static void eventfd_close(struct uk_file *f)
{
	uk_free(eventfd_of(f));
}

static const struct uk_file_ops ops = {
	.type = "eventfd",
	.readv = eventfd_readv,
	.writev = eventfd_writev,
	.poll = eventfd_poll,
	.stat = eventfd_stat,
	.close = eventfd_close,
};

static int make(unsigned initval, int flags)
{
	struct eventfd *e;
	int r;

	if (flags & ~(EFD_SEMAPHORE | EFD_CLOEXEC | EFD_NONBLOCK))
		return -EINVAL;
	e = uk_zalloc(sizeof(*e));
	if (!e)
		return -ENOMEM;
	e->count = initval;
	e->semaphore = flags & EFD_SEMAPHORE;
	uk_waitq_init(&e->readers);
	uk_waitq_init(&e->writers);
	uk_file_init(&e->file, &ops, O_RDWR | (flags & EFD_NONBLOCK));
	r = uk_fd_install(&e->file, 0, flags & EFD_CLOEXEC ? FD_CLOEXEC : 0);
	if (r < 0)
		uk_file_unref(&e->file);
	return r;
}

int eventfd(unsigned initval, int flags)
{
	return (int)uk_ret(make(initval, flags));
}

int eventfd_read(int fd, eventfd_t *value)
{
	return read(fd, value, sizeof(*value)) == sizeof(*value) ? 0 : -1;
}

int eventfd_write(int fd, eventfd_t value)
{
	return write(fd, &value, sizeof(value)) == sizeof(value) ? 0 : -1;
}
