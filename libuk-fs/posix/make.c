/* SPDX-License-Identifier: BSD-3-Clause */
/* Making a directory, or a symbolic link. */
#include <errno.h>
#include <sys/stat.h>
#include "make_priv.h"

int uk_vfs_make(int dirfd, const char *path, mode_t mode, const char *target)
{
	unsigned flags = UK_WALK_CREATE | UK_WALK_NOFOLLOW;
	struct uk_walk w;
	int r;

	r = uk_vfs_walk(&w, dirfd, path, S_ISDIR(mode) ? flags | UK_WALK_DIR : flags);
	if (r < 0)
		return r;
	r = -EEXIST;
	if (!w.v)
		r = w.dir->ops->create ? w.dir->ops->create(w.dir, w.name, mode, target, &w.v) :
					 -EROFS;
	uk_walk_end(&w);
	return r;
}
