/* SPDX-License-Identifier: BSD-3-Clause */
/* The working directory of the image. */
#include <errno.h>
#include <sys/stat.h>
#include <uk/vfs.h>

static struct uk_vnode *cwd; /* NULL: the root */

struct uk_vnode *uk_vfs_cwd(void)
{
	return cwd;
}

int uk_vfs_chdir(struct uk_vnode *v)
{
	struct uk_vnode *old = cwd;

	if (!S_ISDIR(v->type))
		return -ENOTDIR;
	if (v->ops->access) {
		int r = v->ops->access(v, 1 /* X_OK */);

		if (r < 0)
			return r;
	}
	cwd = uk_vnode_ref(v);
	uk_vnode_unref(old);
	return 0;
}
