/* SPDX-License-Identifier: BSD-3-Clause */
/* mkdir(), mkdirat(): POSIX XSH. */
#include <fcntl.h>
#include "make_priv.h"

int mkdirat(int dirfd, const char *path, mode_t mode)
{
	return (int)uk_ret(uk_make_at(dirfd, path, S_IFDIR | (mode & 01777 & ~uk_umask), NULL));
}

int mkdir(const char *path, mode_t mode)
{
	return mkdirat(AT_FDCWD, path, mode);
}
