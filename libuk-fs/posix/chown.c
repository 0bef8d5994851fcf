/* SPDX-License-Identifier: BSD-3-Clause */
/* chown(), lchown(), fchownat(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <uk/vfs.h>

int fchownat(int dirfd, const char *path, uid_t uid, gid_t gid, int flags)
{
	struct uk_attr a = { .which = UK_ATTR_OWNER, .uid = uid, .gid = gid };

	if (flags & ~AT_SYMLINK_NOFOLLOW)
		return (int)uk_ret(-EINVAL);
	return (int)uk_ret(uk_vfs_setattr_at(dirfd, path, flags ? UK_WALK_NOFOLLOW : 0, &a));
}

int chown(const char *path, uid_t uid, gid_t gid)
{
	return fchownat(AT_FDCWD, path, uid, gid, 0);
}

int lchown(const char *path, uid_t uid, gid_t gid)
{
	return fchownat(AT_FDCWD, path, uid, gid, AT_SYMLINK_NOFOLLOW);
}
