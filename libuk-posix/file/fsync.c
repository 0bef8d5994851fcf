/* SPDX-License-Identifier: BSD-3-Clause */
/* fsync(), fdatasync(): POSIX XSH. */
#include <unistd.h>
#include "posix.h"

int fsync(int fd)
{
	struct uk_file *f = uk_fd_get(fd);
	int r;

	if (!f)
		return (int)uk_ret(-EBADF);
	r = f->ops->sync ? f->ops->sync(f) : -EINVAL;
	uk_file_unref(f);
	return (int)uk_ret(r);
}

int fdatasync(int fd)
{
	return fsync(fd);
}
