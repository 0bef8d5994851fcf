/* SPDX-License-Identifier: BSD-3-Clause */
/* utimes(), lutimes(), utime(): older forms of utimensat(). */
#include <fcntl.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <utime.h>

static int set(const char *path, const struct timeval *t, int flags)
{
	struct timespec ts[2];

	if (!t)
		return utimensat(AT_FDCWD, path, NULL, flags);
	for (int i = 0; i < 2; i++) {
		ts[i].tv_sec = t[i].tv_sec;
		ts[i].tv_nsec = (long)t[i].tv_usec * 1000;
		/* Not a special value by accident. */
		if (t[i].tv_usec < 0)
			ts[i].tv_nsec = 1000000000;
	}
	return utimensat(AT_FDCWD, path, ts, flags);
}

int utimes(const char *path, const struct timeval *t)
{
	return set(path, t, 0);
}

int lutimes(const char *path, const struct timeval *t)
{
	return set(path, t, AT_SYMLINK_NOFOLLOW);
}

int utime(const char *path, const struct utimbuf *t)
{
	struct timespec ts[2];

	if (!t)
		return utimensat(AT_FDCWD, path, NULL, 0);
	ts[0] = (struct timespec){ .tv_sec = t->actime };
	ts[1] = (struct timespec){ .tv_sec = t->modtime };
	return utimensat(AT_FDCWD, path, ts, 0);
}
