/* SPDX-License-Identifier: BSD-3-Clause */
/* dup(): POSIX XSH. */
#include <unistd.h>
#include "posix.h"

int dup(int fd)
{
	struct uk_file *f = uk_fd_get(fd);
	int r;

	if (!f)
		return (int)uk_ret(-EBADF);
	r = uk_fd_install(f, 0, 0);
	if (r < 0)
		uk_file_unref(f);
	return (int)uk_ret(r);
}
