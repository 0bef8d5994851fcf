/* SPDX-License-Identifier: BSD-3-Clause */
/* dup2(): POSIX XSH; dup3() as Linux has it. */
#include <unistd.h>
#include "posix.h"

int dup3(int fd, int to, int flags)
{
	struct uk_file *f, *old;
	struct uk_fd *e;
	int r = to;

	if (fd == to || flags & ~O_CLOEXEC)
		return (int)uk_ret(-EINVAL);
	if (to < 0 || (unsigned)to >= uk_fd_max)
		return (int)uk_ret(-EBADF);
	f = uk_fd_get(fd);
	if (!f)
		return (int)uk_ret(-EBADF);
	e = uk_fd_entry(to);
	if (!e) {
		r = uk_fd_install(f, to, flags ? FD_CLOEXEC : 0);
		if (r < 0)
			uk_file_unref(f);
		return (int)uk_ret(r);
	}
	/* In place, as closing the old one may let other threads run: they must not get @to. */
	old = e->file;
	*e = (struct uk_fd){ f, flags ? FD_CLOEXEC : 0 };
	uk_file_unref(old);
	return r;
}

int dup2(int fd, int to)
{
	if (fd == to)
		return uk_fd_entry(fd) ? fd : (int)uk_ret(-EBADF);
	return dup3(fd, to, 0);
}
