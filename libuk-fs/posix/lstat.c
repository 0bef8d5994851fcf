/* SPDX-License-Identifier: BSD-3-Clause */
/* lstat(): POSIX XSH. */
#include <fcntl.h>
#include <sys/stat.h>

int lstat(const char *__restrict path, struct stat *__restrict st)
{
	return fstatat(AT_FDCWD, path, st, AT_SYMLINK_NOFOLLOW);
}
