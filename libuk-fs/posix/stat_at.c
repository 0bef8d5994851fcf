/* SPDX-License-Identifier: BSD-3-Clause */
/* What stat, lstat and fstatat share. */
#include "stat_priv.h"

int uk_stat_at(int dirfd, const char *path, struct stat *st, unsigned walk_flags)
{
	struct uk_vnode *v;
	int r = uk_vfs_lookup(dirfd, path, walk_flags, &v);

	if (r < 0)
		return r;
	r = uk_vnode_stat(v, st);
	uk_vnode_unref(v);
	return r;
}
