/* SPDX-License-Identifier: BSD-3-Clause */
/* remove(): ISO C, POSIX XSH. newlib's does not know directories. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include "make_priv.h"

int remove(const char *path)
{
	int r = uk_vfs_remove(AT_FDCWD, path, false);

	if (r == -EISDIR)
		r = uk_vfs_remove(AT_FDCWD, path, true);
	return (int)uk_ret(r);
}
