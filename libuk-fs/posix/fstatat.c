/* SPDX-License-Identifier: BSD-3-Clause */
/* fstatat(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include "stat_priv.h"

int fstatat(int dirfd, const char *restrict path, struct stat *restrict st, int flags)
{
	if (flags & ~AT_SYMLINK_NOFOLLOW)
		return (int)uk_ret(-EINVAL);
	return (int)uk_ret(uk_stat_at(dirfd, path, st, flags ? UK_WALK_NOFOLLOW : 0));
}
