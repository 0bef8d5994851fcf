/* SPDX-License-Identifier: BSD-3-Clause */
/* In place of newlib's, which has the flags: POSIX XBD <fcntl.h>, and what Linux adds. */
#ifndef _FCNTL_H
#define _FCNTL_H

#include <sys/fcntl.h>

#define POSIX_FADV_NORMAL     0
#define POSIX_FADV_RANDOM     1
#define POSIX_FADV_SEQUENTIAL 2
#define POSIX_FADV_WILLNEED   3
#define POSIX_FADV_DONTNEED   4
#define POSIX_FADV_NOREUSE    5

__BEGIN_DECLS
/* Advice is checked and not needed. Error numbers: EBADF, EINVAL, ESPIPE. */
int posix_fadvise(int fd, off_t off, off_t len, int advice);
/* The file is at least off + len long afterwards; blocks are not set apart. An error number. */
int posix_fallocate(int fd, off_t off, off_t len);
__END_DECLS

/* Data and what is needed to find it again are all that there is. */
#ifndef O_DSYNC
#define O_DSYNC O_SYNC
#endif

#endif
