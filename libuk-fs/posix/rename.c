/* SPDX-License-Identifier: BSD-3-Clause */
/* rename(), renameat(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <uk/heap.h>
#include "make_priv.h"

static bool below(const struct uk_vnode *v, const struct uk_vnode *top)
{
	for (; v; v = v->parent)
		if (uk_vnode_same(v, top))
			return true;
	return false;
}

static int check(const struct uk_walk *from, const struct uk_walk *to)
{
	int r = uk_walk_removable(from);

	if (r == 0)
		r = uk_walk_removable(to);
	if (r < 0)
		return r == -ENOTEMPTY ? -EINVAL : r;
	if (from->dir->mount != to->dir->mount)
		return -EXDEV;
	if (S_ISDIR(from->v->type)) {
		if (to->v && !S_ISDIR(to->v->type))
			return -ENOTDIR;
		if (below(to->dir, from->v))
			return -EINVAL;
	} else if (to->v && S_ISDIR(to->v->type)) {
		return -EISDIR;
	}
	return 0;
}

/* Rename, and tell the vnode its new name if it knows the old one. */
static int act(struct uk_walk *from, struct uk_walk *to)
{
	struct uk_vnode *v = from->v, *old = v->parent;
	char *name = NULL;
	int r;

	if (!from->dir->ops->rename)
		return -EROFS;
	if (old) {
		name = uk_malloc(strlen(to->name) + 1);
		if (!name)
			return -ENOMEM;
		strcpy(name, to->name);
	}
	r = from->dir->ops->rename(from->dir, from->name, v, to->dir, to->name, to->v);
	if (r < 0 || !old) {
		uk_free(name);
		return r;
	}
	uk_free(v->name);
	v->name = name;
	v->parent = uk_vnode_ref(to->dir);
	uk_vnode_unref(old);
	return r;
}

static int move(int fromfd, const char *from, int tofd, const char *to)
{
	unsigned flags = UK_WALK_NOFOLLOW | UK_WALK_CREATE;
	struct uk_walk f, t;
	int r = uk_vfs_walk(&f, fromfd, from, UK_WALK_NOFOLLOW);

	if (r < 0)
		return r;
	if (S_ISDIR(f.v->type))
		flags |= UK_WALK_DIR;
	r = uk_vfs_walk(&t, tofd, to, flags);
	if (r == 0) {
		r = check(&f, &t);
		/* Two names of one file: nothing happens. */
		if (r == 0 && !(t.v && uk_vnode_same(f.v, t.v)))
			r = act(&f, &t);
		uk_walk_end(&t);
	}
	uk_walk_end(&f);
	return r;
}

int renameat(int fromfd, const char *from, int tofd, const char *to)
{
	return (int)uk_ret(move(fromfd, from, tofd, to));
}

int rename(const char *from, const char *to)
{
	return renameat(AT_FDCWD, from, AT_FDCWD, to);
}
