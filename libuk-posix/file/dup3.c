/* SPDX-License-Identifier: BSD-3-Clause */
/* dup2(): POSIX XSH; dup3() as Linux has it. */
#include <unistd.h>
#include "posix.h"

int dup3(int fd, int to, int flags)
{
	struct uk_file *f;
	int r;

	if (fd == to || flags & ~O_CLOEXEC)
		return (int)uk_ret(-EINVAL);
	if (to < 0 || (unsigned)to >= uk_fd_max)
		return (int)uk_ret(-EBADF);
	f = uk_fd_get(fd);
	if (!f)
		return (int)uk_ret(-EBADF);
	uk_fd_close(to);
	r = uk_fd_install(f, to, flags ? FD_CLOEXEC : 0);
	if (r < 0)
		uk_file_unref(f);
	return (int)uk_ret(r);
}

int dup2(int fd, int to)
{
	if (fd == to)
		return uk_fd_entry(fd) ? fd : (int)uk_ret(-EBADF);
	return dup3(fd, to, 0);
}
