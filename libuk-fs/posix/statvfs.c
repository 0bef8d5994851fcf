/* SPDX-License-Identifier: BSD-3-Clause */
/* statvfs(), fstatvfs(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/statvfs.h>
#include <uk/vfs.h>

static int of_vnode(struct uk_vnode *v, struct statvfs *s)
{
	memset(s, 0, sizeof(*s));
	return v->ops->statvfs ? v->ops->statvfs(v, s) : -ENOSYS;
}

int statvfs(const char *restrict path, struct statvfs *restrict s)
{
	struct uk_vnode *v;
	int r = uk_vfs_lookup(AT_FDCWD, path, 0, &v);

	if (r == 0) {
		r = of_vnode(v, s);
		uk_vnode_unref(v);
	}
	return (int)uk_ret(r);
}

int fstatvfs(int fd, struct statvfs *s)
{
	struct uk_file *f = uk_fd_get(fd);
	int r = -ENOSYS;

	if (!f)
		return (int)uk_ret(-EBADF);
	if (uk_vfile_of(f))
		r = of_vnode(uk_vfile_of(f)->vnode, s);
	uk_file_unref(f);
	return (int)uk_ret(r);
}
