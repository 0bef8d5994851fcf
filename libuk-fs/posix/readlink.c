/* SPDX-License-Identifier: BSD-3-Clause */
/* readlink(), readlinkat(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uk/vfs.h>

ssize_t readlinkat(int dirfd, const char *__restrict path, char *__restrict buf, size_t len)
{
	struct uk_vnode *v;
	ssize_t r = uk_vfs_lookup(dirfd, path, UK_WALK_NOFOLLOW, &v);

	if (r < 0)
		return uk_ret(r);
	r = -EINVAL;
	if (S_ISLNK(v->type) && v->ops->readlink && len > 0)
		r = v->ops->readlink(v, buf, len);
	uk_vnode_unref(v);
	return uk_ret(r);
}

ssize_t readlink(const char *__restrict path, char *__restrict buf, size_t len)
{
	return readlinkat(AT_FDCWD, path, buf, len);
}
