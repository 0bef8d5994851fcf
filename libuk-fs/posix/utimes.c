/* SPDX-License-Identifier: BSD-3-Clause */
/* utimes(), lutimes(), futimes(), in microseconds: POSIX XSH and the BSDs. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include "fattr_priv.h"

/* @ts, or NULL for now; -EINVAL. */
static int convert(const struct timeval *tv, struct timespec *ts)
{
	for (int i = 0; tv && i < 2; i++) {
		if (tv[i].tv_usec < 0 || tv[i].tv_usec >= 1000000)
			return (int)uk_ret(-EINVAL);
		ts[i] = (struct timespec){ .tv_sec = tv[i].tv_sec,
					   .tv_nsec = (long)tv[i].tv_usec * 1000 };
	}
	return 0;
}

int utimes(const char *path, const struct timeval *tv)
{
	struct timespec ts[2];

	return convert(tv, ts) < 0 ? -1 : utimensat(AT_FDCWD, path, tv ? ts : NULL, 0);
}

int lutimes(const char *path, const struct timeval *tv)
{
	struct timespec ts[2];

	return convert(tv, ts) < 0 ?
		       -1 :
		       utimensat(AT_FDCWD, path, tv ? ts : NULL, AT_SYMLINK_NOFOLLOW);
}

int futimes(int fd, const struct timeval *tv)
{
	struct timespec ts[2];

	return convert(tv, ts) < 0 ? -1 : futimens(fd, tv ? ts : NULL);
}
