/* SPDX-License-Identifier: BSD-3-Clause */
/* utimensat(), and the attributes that the whole family sets: POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include "fset_priv.h"

static bool valid(const struct timespec *t)
{
	return (t->tv_nsec >= 0 && t->tv_nsec < 1000000000) || t->tv_nsec == UTIME_NOW ||
	       t->tv_nsec == UTIME_OMIT;
}

int uk_attr_times(struct uk_attr *a, const struct timespec *t)
{
	static const struct timespec now[2] = { { 0, UTIME_NOW }, { 0, UTIME_NOW } };

	t = t ? t : now;
	if (!valid(&t[0]) || !valid(&t[1]))
		return -EINVAL;
	*a = (struct uk_attr){ .which = UK_ATTR_TIMES, .atime = t[0], .mtime = t[1] };
	return 0;
}

int utimensat(int dirfd, const char *path, const struct timespec *t, int flags)
{
	struct uk_attr a;
	int r = flags & ~AT_SYMLINK_NOFOLLOW ? -EINVAL : uk_attr_times(&a, t);

	if (r == 0)
		r = uk_vfs_setattr_at(dirfd, path, flags ? UK_WALK_NOFOLLOW : 0, &a);
	return (int)uk_ret(r);
}
