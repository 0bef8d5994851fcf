/* SPDX-License-Identifier: BSD-3-Clause */
/* rename(), renameat(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <uk/heap.h>
#include <uk/vfs.h>

/* Is @v @dir or above it? */
static bool above(const struct uk_vnode *v, const struct uk_vnode *dir)
{
	while (dir && !uk_vnode_same(v, dir))
		dir = dir->parent;
	return dir != NULL;
}

static int check(const struct uk_walk *from, const struct uk_walk *to)
{
	if (from->dots || to->dots)
		return -EINVAL;
	if (!from->dir || !to->dir || from->v->mount != from->dir->mount ||
	    (to->v && to->v->mount != to->dir->mount))
		return -EBUSY;
	if (from->dir->mount != to->dir->mount)
		return -EXDEV;
	if (S_ISDIR(from->v->type) && above(from->v, to->dir))
		return -EINVAL;
	if (to->v && S_ISDIR(to->v->type) && !S_ISDIR(from->v->type))
		return -EISDIR;
	if (to->v && S_ISDIR(from->v->type) && !S_ISDIR(to->v->type))
		return -ENOTDIR;
	return from->dir->ops->rename ? 0 : -EROFS;
}

/* A directory knows its name and parent. @name is its new name, from uk_malloc. */
static void moved(struct uk_vnode *v, struct uk_vnode *dir, char *name)
{
	struct uk_vnode *old = v->parent;

	uk_free(v->name);
	v->name = name;
	v->parent = uk_vnode_ref(dir);
	uk_vnode_unref(old);
}

static int move(struct uk_walk *from, struct uk_walk *to)
{
	bool directory = S_ISDIR(from->v->type);
	char *name = NULL;
	int r = check(from, to);

	if (r < 0)
		return r;
	/* Two names of one file: both stay. */
	if (to->v && uk_vnode_same(from->v, to->v))
		return 0;
	if (directory) {
		name = uk_malloc(strlen(to->name) + 1);
		if (!name)
			return -ENOMEM;
		strcpy(name, to->name);
	}
	r = from->dir->ops->rename(from->dir, from->name, from->v, to->dir, to->name, to->v);
	if (r == 0 && directory)
		moved(from->v, to->dir, name);
	else
		uk_free(name);
	return r;
}

int renameat(int fromfd, const char *from, int tofd, const char *to)
{
	struct uk_walk a, b;
	int r = uk_vfs_walk(&a, fromfd, from, UK_WALK_NOFOLLOW);

	if (r < 0)
		return (int)uk_ret(r);
	r = uk_vfs_walk(&b, tofd, to,
			UK_WALK_NOFOLLOW | UK_WALK_CREATE |
				(S_ISDIR(a.v->type) ? UK_WALK_DIR : 0));
	if (r == 0) {
		r = move(&a, &b);
		uk_walk_end(&b);
	}
	uk_walk_end(&a);
	return (int)uk_ret(r);
}

int rename(const char *from, const char *to)
{
	return renameat(AT_FDCWD, from, AT_FDCWD, to);
}
