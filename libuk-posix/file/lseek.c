/* SPDX-License-Identifier: BSD-3-Clause */
/* lseek(): POSIX XSH. */
#include <unistd.h>
#include "posix.h"

static off_t seek(struct uk_file *f, off_t off, int whence)
{
	off_t base;

	if (!f->ops->size)
		return -ESPIPE;
	switch (whence) {
	case SEEK_SET:
		base = 0;
		break;
	case SEEK_CUR:
		base = f->pos;
		break;
	case SEEK_END:
		base = f->ops->size(f);
		if (base < 0)
			return base;
		break;
	default:
		return -EINVAL;
	}
	if (__builtin_add_overflow(base, off, &off))
		return -EOVERFLOW;
	if (off < 0)
		return -EINVAL;
	return f->pos = off;
}

off_t lseek(int fd, off_t off, int whence)
{
	struct uk_file *f = uk_fd_get(fd);
	off_t r;

	if (!f)
		return uk_ret(-EBADF);
	r = seek(f, off, whence);
	uk_file_unref(f);
	return uk_ret(r);
}
