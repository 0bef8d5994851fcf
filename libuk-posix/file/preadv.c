/* SPDX-License-Identifier: BSD-3-Clause */
/* preadv(): as pread() and readv(). */
#include "posix.h"

ssize_t preadv(int fd, const struct iovec *iov, int cnt, off_t off)
{
	ssize_t n = uk_iov_len(iov, cnt);

	return uk_ret(n < 0 ? n : UK_POINT(uk_file_preadv(fd, iov, cnt, off)));
}
