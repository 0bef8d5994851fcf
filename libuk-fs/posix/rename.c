/* SPDX-License-Identifier: BSD-3-Clause */
/* rename(), renameat(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
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

static int move(struct uk_walk *from, struct uk_walk *to)
{
	return from->dir->ops->rename(from->dir, from->name, from->v, to->dir, to->name, to->v);
}

/* A directory knows its name: memory for that is there before it can be needed. */
static int move_directory(struct uk_walk *from, struct uk_walk *to)
{
	struct uk_vnode *twin = uk_vfs_cwd_twin(from->v);
	char *name = uk_vfs_name(to->name), *second = twin ? uk_vfs_name(to->name) : NULL;
	int r = name && (second || !twin) ? move(from, to) : -ENOMEM;

	if (r < 0) {
		uk_free(name);
		uk_free(second);
		return r;
	}
	if (to->v)
		uk_vnode_removed(to->v);
	uk_vnode_renamed(from->v, to->dir, name);
	/* It is where it was, unless others came in between while the file system waited. */
	if (twin && twin == uk_vfs_cwd_twin(from->v))
		uk_vnode_renamed(twin, to->dir, second);
	else
		uk_free(second);
	return 0;
}

static int checked(struct uk_walk *from, struct uk_walk *to)
{
	int r = check(from, to);

	if (r < 0)
		return r;
	/* Two names of one file: both stay. */
	if (to->v && uk_vnode_same(from->v, to->v))
		return 0;
	return S_ISDIR(from->v->type) ? move_directory(from, to) : move(from, to);
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
		r = checked(&a, &b);
		uk_walk_end(&b);
	}
	uk_walk_end(&a);
	return (int)uk_ret(r);
}

int rename(const char *from, const char *to)
{
	return renameat(AT_FDCWD, from, AT_FDCWD, to);
}
