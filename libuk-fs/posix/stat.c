/* SPDX-License-Identifier: BSD-3-Clause */
/* stat(): POSIX XSH. */
#include <fcntl.h>
#include <sys/stat.h>

int stat(const char *__restrict path, struct stat *__restrict st)
{
	return fstatat(AT_FDCWD, path, st, 0);
}
