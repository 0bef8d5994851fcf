/* SPDX-License-Identifier: BSD-3-Clause */
/* symlink(), symlinkat(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "make_priv.h"

int symlinkat(const char *target, int dirfd, const char *path)
{
	if (*target == '\0')
		return (int)uk_ret(-ENOENT);
	if (strnlen(target, UK_PATH_MAX) == UK_PATH_MAX)
		return (int)uk_ret(-ENAMETOOLONG);
	return (int)uk_ret(uk_make_at(dirfd, path, S_IFLNK | 0777, target));
}

int symlink(const char *target, const char *path)
{
	return symlinkat(target, AT_FDCWD, path);
}
