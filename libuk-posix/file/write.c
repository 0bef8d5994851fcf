/* SPDX-License-Identifier: BSD-3-Clause */
/* write(): POSIX XSH. */
#include <limits.h>
#include <unistd.h>
#include "posix.h"

ssize_t write(int fd, const void *buf, size_t len)
{
	struct iovec iov = { (void *)(uintptr_t)buf, len & SSIZE_MAX };

	return uk_ret(UK_POINT(uk_file_writev(fd, &iov, 1)));
}
