/* SPDX-License-Identifier: BSD-3-Clause */
/* writev(): POSIX XSH. */
#include "posix.h"

ssize_t writev(int fd, const struct iovec *iov, int cnt)
{
	ssize_t n = uk_iov_len(iov, cnt);

	return uk_ret(n < 0 ? n : UK_POINT(uk_file_writev(fd, iov, cnt)));
}
