/* SPDX-License-Identifier: BSD-3-Clause */
/* Writing at the file's position or end: what write() and writev() share. */
#include "posix.h"

ssize_t uk_file_writev(int fd, const struct iovec *iov, int cnt)
{
	struct uk_file *f = uk_fd_get(fd);
	ssize_t r = -EBADF;

	if (!f)
		return r;
	if ((f->oflags & O_ACCMODE) != O_RDONLY && f->ops->writev) {
		if (f->oflags & O_APPEND && f->ops->size) {
			off_t end = f->ops->size(f);

			if (end >= 0)
				f->pos = end;
		}
		r = f->ops->writev(f, iov, cnt, f->pos);
		if (r > 0 && f->ops->size)
			f->pos += r;
	}
	uk_file_unref(f);
	return r;
}
