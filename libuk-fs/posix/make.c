/* SPDX-License-Identifier: BSD-3-Clause */
/* Making what is no regular file: a directory, a symbolic link. */
#include <errno.h>
#include "make_priv.h"

int uk_make_at(int dirfd, const char *path, mode_t mode, const char *target)
{
	struct uk_walk w;
	unsigned flags = UK_WALK_NOFOLLOW | UK_WALK_CREATE;
	int r = uk_vfs_walk(&w, dirfd, path, S_ISDIR(mode) ? flags | UK_WALK_DIR : flags);

	if (r < 0)
		return r;
	if (w.v)
		r = -EEXIST;
	else if (!w.dir->ops->create)
		r = -EROFS;
	else
		r = w.dir->ops->create(w.dir, w.name, mode, target, &w.v);
	uk_walk_end(&w);
	return r;
}
