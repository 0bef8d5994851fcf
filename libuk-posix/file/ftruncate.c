/* SPDX-License-Identifier: BSD-3-Clause */
/* ftruncate(): POSIX XSH. */
#include <unistd.h>
#include "posix.h"

int ftruncate(int fd, off_t len)
{
	struct uk_file *f = uk_fd_get(fd);
	int r = -EINVAL;

	if (!f)
		return (int)uk_ret(-EBADF);
	if (len >= 0 && (f->oflags & O_ACCMODE) != O_RDONLY && f->ops->truncate)
		r = f->ops->truncate(f, len);
	uk_file_unref(f);
	return (int)uk_ret(r);
}
