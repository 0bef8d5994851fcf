/* SPDX-License-Identifier: BSD-3-Clause */
/* fchdir(): POSIX XSH. */
#include <errno.h>
#include <unistd.h>
#include <uk/vfs.h>

int fchdir(int fd)
{
	struct uk_file *f = uk_fd_get(fd);
	int r = -ENOTDIR;

	if (!f)
		return (int)uk_ret(-EBADF);
	if (uk_vfile_of(f))
		r = uk_vfs_chdir(uk_vfile_of(f)->vnode);
	uk_file_unref(f);
	return (int)uk_ret(r);
}
