/* SPDX-License-Identifier: BSD-3-Clause */
/* posix_fallocate(), posix_fadvise(): POSIX XSH; they return an error number. */
#include "posix.h"

int posix_fallocate(int fd, off_t off, off_t len)
{
	struct uk_file *f;
	off_t size, end;
	int r;

	if (off < 0 || len <= 0)
		return EINVAL;
	if (__builtin_add_overflow(off, len, &end))
		return EFBIG;
	f = uk_fd_get(fd);
	if (!f)
		return EBADF;
	size = f->ops->size ? f->ops->size(f) : -ESPIPE;
	if (size >= 0 && (f->oflags & O_ACCMODE) == O_RDONLY)
		r = -EBADF;
	else if (size < 0 || size >= end)
		r = size < 0 ? (int)size : 0;
	else
		r = f->ops->truncate ? f->ops->truncate(f, end) : -ENODEV;
	uk_file_unref(f);
	return -r;
}

int posix_fadvise(int fd, off_t off, off_t len, int advice)
{
	struct uk_fd *e = uk_fd_entry(fd);

	(void)off;
	if (!e)
		return EBADF;
	if (!e->file->ops->size)
		return ESPIPE;
	return len < 0 || advice < POSIX_FADV_NORMAL || advice > POSIX_FADV_NOREUSE ? EINVAL
										    : 0;
}
