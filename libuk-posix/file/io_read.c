/* SPDX-License-Identifier: BSD-3-Clause */
/* Reading at the file's position: what read() and readv() share. */
#include <uk/anchor.h>
#include "posix.h"

UK_NEED(uk_console_readv);

ssize_t uk_file_readv(int fd, const struct iovec *iov, int cnt)
{
	struct uk_file *f = uk_fd_get(fd);
	ssize_t r = -EBADF;

	if (!f)
		return r;
	if ((f->oflags & O_ACCMODE) != O_WRONLY && f->ops->readv) {
		r = f->ops->readv(f, iov, cnt, f->pos);
		if (r > 0 && f->ops->size)
			f->pos += r;
	}
	uk_file_unref(f);
	return r;
}
