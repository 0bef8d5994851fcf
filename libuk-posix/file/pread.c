/* SPDX-License-Identifier: BSD-3-Clause */
/* pread(): POSIX XSH. */
#include <limits.h>
#include <unistd.h>
#include "posix.h"

ssize_t pread(int fd, void *buf, size_t len, off_t off)
{
	struct iovec iov = { buf, len & SSIZE_MAX };

	return uk_ret(UK_POINT(uk_file_preadv(fd, &iov, 1, off)));
}
