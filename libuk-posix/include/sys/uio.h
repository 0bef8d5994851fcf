/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Vectored input and output: POSIX XBD <sys/uio.h>, and preadv and pwritev as
 * Linux and the BSDs have them. At most IOV_MAX (1024) pieces a call.
 */
#ifndef _SYS_UIO_H
#define _SYS_UIO_H

#include <sys/cdefs.h>
#include <sys/types.h>

struct iovec {
	void *iov_base;
	size_t iov_len;
};

#define UIO_MAXIOV 1024

__BEGIN_DECLS
ssize_t readv(int fd, const struct iovec *iov, int cnt);
ssize_t writev(int fd, const struct iovec *iov, int cnt);
ssize_t preadv(int fd, const struct iovec *iov, int cnt, off_t off);
ssize_t pwritev(int fd, const struct iovec *iov, int cnt, off_t off);
__END_DECLS

#endif
