/* SPDX-License-Identifier: BSD-3-Clause */
/* Attributes of vnodes and open files. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <uk/vfs.h>

int uk_vnode_stat(struct uk_vnode *v, struct stat *st)
{
	memset(st, 0, sizeof(*st));
	return v->ops->stat(v, st);
}

static int check(const struct uk_vnode *v, const struct uk_attr *a)
{
	if (!(a->which & UK_ATTR_SIZE) || S_ISREG(v->type))
		return 0;
	return S_ISDIR(v->type) ? -EISDIR : -EINVAL;
}

/* By @f if it is one and its file system can, else by @v. */
static int set(struct uk_vnode *v, struct uk_vfile *f, const struct uk_attr *a)
{
	if (f && v->ops->fsetattr)
		return v->ops->fsetattr(f, a);
	return v->ops->setattr ? v->ops->setattr(v, a) : -EROFS;
}

static int setattr(struct uk_vnode *v, struct uk_vfile *f, const struct uk_attr *a)
{
	int r = check(v, a);

	if (r < 0)
		return r;
	if (!uk_mapped_hold || !(a->which & UK_ATTR_SIZE))
		return set(v, f, a);
	uk_mapped_hold();
	r = set(v, f, a);
	uk_mapped_resized(v->dev, v->ino, r < 0 ? -1 : a->size);
	return r;
}

int uk_vnode_setattr(struct uk_vnode *v, const struct uk_attr *a)
{
	return setattr(v, NULL, a);
}

int uk_vfile_setattr(struct uk_vfile *f, const struct uk_attr *a)
{
	return setattr(f->vnode, f, a);
}

int uk_vfs_setattr_at(int dirfd, const char *path, unsigned walk_flags, const struct uk_attr *a)
{
	struct uk_vnode *v;
	int r = uk_vfs_lookup(dirfd, path, walk_flags, &v);

	if (r < 0)
		return r;
	r = uk_vnode_setattr(v, a);
	uk_vnode_unref(v);
	return r;
}
