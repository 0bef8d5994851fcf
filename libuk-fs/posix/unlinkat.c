/* SPDX-License-Identifier: BSD-3-Clause */
/* unlinkat(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include "unlink_priv.h"

int unlinkat(int dirfd, const char *path, int flags)
{
	if (flags & ~AT_REMOVEDIR)
		return (int)uk_ret(-EINVAL);
	return (int)uk_ret(uk_unlink_at(dirfd, path, flags & AT_REMOVEDIR));
}
