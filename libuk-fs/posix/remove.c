/* SPDX-License-Identifier: BSD-3-Clause */
/* remove(): ISO C 7.21.4.1 and POSIX XSH, for directories too. */
#include <reent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include "unlink_priv.h"

int remove(const char *path)
{
	int r = uk_unlink_at(AT_FDCWD, path, false);

	return (int)uk_ret(r == -EISDIR ? uk_unlink_at(AT_FDCWD, path, true) : r);
}

/* The name that newlib calls it by (tmpfile). */
int _remove_r(struct _reent *r, const char *path)
{
	(void)r;
	return remove(path);
}
