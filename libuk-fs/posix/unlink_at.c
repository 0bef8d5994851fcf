/* SPDX-License-Identifier: BSD-3-Clause */
/* Removing a name: what unlink, rmdir and unlinkat share. */
#include <errno.h>
#include <sys/stat.h>
#include "unlink_priv.h"

static int check(const struct uk_walk *w, bool directory)
{
	if (w->dots)
		return directory ? (w->name[1] ? -ENOTEMPTY : -EINVAL) : -EISDIR;
	if (S_ISDIR(w->v->type) != directory)
		return directory ? -ENOTDIR : -EISDIR;
	/* The root, or where something is mounted. */
	if (!w->dir || w->v->mount != w->dir->mount)
		return -EBUSY;
	return w->dir->ops->unlink ? 0 : -EROFS;
}

int uk_unlink_at(int dirfd, const char *path, bool directory)
{
	struct uk_walk w;
	int r = uk_vfs_walk(&w, dirfd, path, UK_WALK_NOFOLLOW);

	if (r < 0)
		return r;
	r = check(&w, directory);
	if (r == 0)
		r = w.dir->ops->unlink(w.dir, w.name, w.v);
	if (r == 0 && directory)
		uk_vnode_removed(w.v);
	uk_walk_end(&w);
	return r;
}
