/* SPDX-License-Identifier: BSD-3-Clause */
/* Checks of a vector of pieces: POSIX XSH readv(), ERRORS. */
#include <limits.h>
#include "posix.h"

ssize_t uk_iov_len(const struct iovec *iov, int cnt)
{
	size_t sum = 0;
	int i;

	if (cnt < 0 || cnt > UIO_MAXIOV)
		return -EINVAL;
	for (i = 0; i < cnt; i++) {
		if (iov[i].iov_len > SSIZE_MAX - sum)
			return -EINVAL;
		sum += iov[i].iov_len;
	}
	return (ssize_t)sum;
}
