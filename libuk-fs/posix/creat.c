/* SPDX-License-Identifier: BSD-3-Clause */
/* creat(): POSIX XSH. */
#include <fcntl.h>
#include "open_priv.h"

int creat(const char *path, mode_t mode)
{
	return (int)uk_ret(
		UK_POINT(uk_open_fd(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode)));
}
