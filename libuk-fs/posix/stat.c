/* SPDX-License-Identifier: BSD-3-Clause */
/* stat(): POSIX XSH. */
#include <fcntl.h>
#include "stat_priv.h"

int stat(const char *restrict path, struct stat *restrict st)
{
	return (int)uk_ret(uk_stat_at(AT_FDCWD, path, st, 0));
}
