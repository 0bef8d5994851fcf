/* SPDX-License-Identifier: BSD-3-Clause */
/* fstatat(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <uk/vfs.h>

int fstatat(int dirfd, const char *__restrict path, struct stat *__restrict st, int flags)
{
	struct uk_vnode *v;
	int r;

	if (flags & ~AT_SYMLINK_NOFOLLOW)
		return (int)uk_ret(-EINVAL);
	r = uk_vfs_lookup(dirfd, path, flags ? UK_WALK_NOFOLLOW : 0, &v);
	if (r == 0) {
		r = uk_vnode_stat(v, st);
		uk_vnode_unref(v);
	}
	return (int)uk_ret(r);
}
