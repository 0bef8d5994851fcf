/* SPDX-License-Identifier: BSD-3-Clause */
/* pwrite(): POSIX XSH. */
#include <limits.h>
#include <unistd.h>
#include "posix.h"

ssize_t pwrite(int fd, const void *buf, size_t len, off_t off)
{
	struct iovec iov = { (void *)(uintptr_t)buf, len & SSIZE_MAX };

	return uk_ret(UK_POINT(uk_file_pwritev(fd, &iov, 1, off)));
}
