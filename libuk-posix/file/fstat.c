/* SPDX-License-Identifier: BSD-3-Clause */
/* fstat(): POSIX XSH. */
#include <string.h>
#include <sys/stat.h>
#include "posix.h"

int fstat(int fd, struct stat *st)
{
	struct uk_file *f = uk_fd_get(fd);
	int r;

	if (!f)
		return (int)uk_ret(-EBADF);
	memset(st, 0, sizeof(*st));
	r = f->ops->stat ? f->ops->stat(f, st) : -EBADF;
	uk_file_unref(f);
	return (int)uk_ret(r);
}
