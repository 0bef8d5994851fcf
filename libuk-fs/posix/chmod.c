/* SPDX-License-Identifier: BSD-3-Clause */
/* chmod(), fchmodat(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <uk/vfs.h>

int fchmodat(int dirfd, const char *path, mode_t mode, int flags)
{
	struct uk_attr a = { .which = UK_ATTR_MODE, .mode = mode & 07777 };

	if (flags)
		return (int)uk_ret(flags == AT_SYMLINK_NOFOLLOW ? -EOPNOTSUPP : -EINVAL);
	return (int)uk_ret(uk_vfs_setattr_at(dirfd, path, 0, &a));
}

int chmod(const char *path, mode_t mode)
{
	return fchmodat(AT_FDCWD, path, mode, 0);
}
