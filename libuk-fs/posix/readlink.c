/* SPDX-License-Identifier: BSD-3-Clause */
/* readlink(), readlinkat(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>
#include <uk/vfs.h>

ssize_t readlinkat(int dirfd, const char *restrict path, char *restrict buf, size_t len)
{
	struct uk_vnode *v;
	ssize_t r = len ? uk_vfs_lookup(dirfd, path, UK_WALK_NOFOLLOW, &v) : -EINVAL;

	if (r < 0)
		return uk_ret(r);
	r = v->ops->readlink ? v->ops->readlink(v, buf, UK_MIN(len, (size_t)INT_MAX)) : -EINVAL;
	uk_vnode_unref(v);
	return uk_ret(r);
}

ssize_t readlink(const char *restrict path, char *restrict buf, size_t len)
{
	return readlinkat(AT_FDCWD, path, buf, len);
}
