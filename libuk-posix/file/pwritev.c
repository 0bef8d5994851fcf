/* SPDX-License-Identifier: BSD-3-Clause */
/* pwritev(): as pwrite() and writev(). */
#include "posix.h"

ssize_t pwritev(int fd, const struct iovec *iov, int cnt, off_t off)
{
	ssize_t n = uk_iov_len(iov, cnt);

	return uk_ret(n < 0 ? n : UK_POINT(uk_file_pwritev(fd, iov, cnt, off)));
}
