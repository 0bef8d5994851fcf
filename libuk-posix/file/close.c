/* SPDX-License-Identifier: BSD-3-Clause */
/* close(): POSIX XSH. */
#include <unistd.h>
#include "posix.h"

int close(int fd)
{
	return (int)uk_ret(uk_fd_close(fd));
}
