/* SPDX-License-Identifier: BSD-3-Clause */
/* unlink(): POSIX XSH. */
#include <fcntl.h>
#include <unistd.h>
#include "make_priv.h"

int unlink(const char *path)
{
	return (int)uk_ret(uk_vfs_remove(AT_FDCWD, path, false));
}
