/* SPDX-License-Identifier: BSD-3-Clause */
/* mkdir(), mkdirat(): POSIX XSH. */
#include <fcntl.h>
#include <sys/stat.h>
#include "make_priv.h"

int mkdirat(int dirfd, const char *path, mode_t mode)
{
	mode = S_IFDIR | (mode & 01777 & ~uk_umask);
	return (int)uk_ret(uk_vfs_make(dirfd, path, mode, NULL));
}

int mkdir(const char *path, mode_t mode)
{
	return mkdirat(AT_FDCWD, path, mode);
}
