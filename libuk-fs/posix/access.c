/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * access(), faccessat(): POSIX XSH. Where a file system has no say the image may do everything
 * but execute a file that has no x bit.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uk/vfs.h>

static int may(struct uk_vnode *v, int mode)
{
	struct stat st;
	int r;

	if (v->ops->access)
		return v->ops->access(v, mode);
	r = uk_vnode_stat(v, &st);
	if (r < 0)
		return r;
	return mode & X_OK && S_ISREG(st.st_mode) && !(st.st_mode & 0111) ? -EACCES : 0;
}

int faccessat(int dirfd, const char *path, int mode, int flags)
{
	struct uk_vnode *v;
	int r;

	if (mode & ~(R_OK | W_OK | X_OK) || flags & ~(AT_EACCESS | AT_SYMLINK_NOFOLLOW))
		return (int)uk_ret(-EINVAL);
	r = uk_vfs_lookup(dirfd, path, flags & AT_SYMLINK_NOFOLLOW ? UK_WALK_NOFOLLOW : 0, &v);
	if (r < 0)
		return (int)uk_ret(r);
	r = may(v, mode);
	uk_vnode_unref(v);
	return (int)uk_ret(r);
}

int access(const char *path, int mode)
{
	return faccessat(AT_FDCWD, path, mode, 0);
}
