/* SPDX-License-Identifier: BSD-3-Clause */
/* Reading and writing at a given place, which leaves the position alone. */
#include "posix.h"

static ssize_t at(int fd, const struct iovec *iov, int cnt, off_t off, bool write)
{
	struct uk_file *f = uk_fd_get(fd);
	ssize_t r;

	if (!f)
		return -EBADF;
	if (!f->ops->size)
		r = -ESPIPE;
	else if (off < 0)
		r = -EINVAL;
	else if ((f->oflags & O_ACCMODE) == (write ? O_RDONLY : O_WRONLY))
		r = -EBADF;
	else if (write)
		r = f->ops->writev ? f->ops->writev(f, iov, cnt, off) : -EBADF;
	else
		r = f->ops->readv ? f->ops->readv(f, iov, cnt, off) : -EBADF;
	uk_file_unref(f);
	return r;
}

ssize_t uk_file_preadv(int fd, const struct iovec *iov, int cnt, off_t off)
{
	return at(fd, iov, cnt, off, false);
}

ssize_t uk_file_pwritev(int fd, const struct iovec *iov, int cnt, off_t off)
{
	return at(fd, iov, cnt, off, true);
}
