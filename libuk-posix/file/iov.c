/* SPDX-License-Identifier: BSD-3-Clause */
/* Vectors of pieces: their checks (POSIX XSH readv(), ERRORS), and records in them. */
#include <limits.h>
#include <string.h>
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

void uk_iov_put(const struct iovec *iov, const void *from, size_t len)
{
	for (size_t n; len; iov++, from = (const char *)from + n, len -= n) {
		n = UK_MIN(len, iov->iov_len);
		if (n)
			memcpy(iov->iov_base, from, n);
	}
}

void uk_iov_put_at(const struct iovec *iov, size_t skip, const void *from, size_t len)
{
	for (; skip >= iov->iov_len; iov++)
		skip -= iov->iov_len;
	for (size_t n; len; iov++, skip = 0, from = (const char *)from + n, len -= n) {
		n = UK_MIN(len, iov->iov_len - skip);
		if (n)
			memcpy((char *)iov->iov_base + skip, from, n);
	}
}

void uk_iov_take(const struct iovec *iov, void *to, size_t len)
{
	for (size_t n; len; iov++, to = (char *)to + n, len -= n) {
		n = UK_MIN(len, iov->iov_len);
		if (n)
			memcpy(to, iov->iov_base, n);
	}
}
