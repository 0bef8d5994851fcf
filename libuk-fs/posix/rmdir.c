/* SPDX-License-Identifier: BSD-3-Clause */
/* rmdir(): POSIX XSH. */
#include <fcntl.h>
#include <unistd.h>
#include "unlink_priv.h"

int rmdir(const char *path)
{
	return (int)uk_ret(uk_unlink_at(AT_FDCWD, path, true));
}
