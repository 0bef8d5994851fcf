/* SPDX-License-Identifier: BSD-3-Clause */
/* lstat(): POSIX XSH. */
#include <fcntl.h>
#include "stat_priv.h"

int lstat(const char *restrict path, struct stat *restrict st)
{
	return (int)uk_ret(uk_stat_at(AT_FDCWD, path, st, UK_WALK_NOFOLLOW));
}
