/* SPDX-License-Identifier: BSD-3-Clause */
/* read(): POSIX XSH. */
#include <limits.h>
#include <unistd.h>
#include "posix.h"

ssize_t read(int fd, void *buf, size_t len)
{
	struct iovec iov = { buf, len & SSIZE_MAX };

	return uk_ret(UK_POINT(uk_file_readv(fd, &iov, 1)));
}
