/* SPDX-License-Identifier: BSD-3-Clause */
/* uk_vfs_open: what open() and openat() do before there is a descriptor. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "vfs_priv.h"

/* In images that make named pipes. */
#pragma weak uk_fifo_open

/* Flags that stay with the open file. */
#define KEPT (O_ACCMODE | O_APPEND | O_NONBLOCK | O_SYNC)

static int check(const struct uk_vnode *v, int oflags)
{
	if ((oflags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL))
		return -EEXIST;
	if (S_ISLNK(v->type))
		return -ELOOP;
	if (S_ISSOCK(v->type))
		return -ENXIO;
	if (S_ISDIR(v->type))
		return (oflags & O_ACCMODE) != O_RDONLY || oflags & O_CREAT ? -EISDIR : 0;
	if (S_ISSOCK(v->type))
		return -ENXIO;
	return oflags & O_DIRECTORY ? -ENOTDIR : 0;
}

/* Open @v, which is there and may be opened so. */
static int open_vnode(struct uk_vnode *v, int oflags, struct uk_file **out)
{
	struct uk_vfile *f;
	int r = 0;

	if (v->ops->open && !(oflags & O_TRUNC && S_ISREG(v->type) && uk_mapped_hold))
		return v->ops->open(v, oflags & (KEPT | O_TRUNC), out);
	if (v->ops->open) {
		uk_mapped_hold();
		r = v->ops->open(v, oflags & (KEPT | O_TRUNC), out);
		uk_mapped_resized(v->dev, v->ino, r < 0 ? -1 : 0);
		return r;
	}
	if (S_ISFIFO(v->type))
		return uk_fifo_open ? uk_fifo_open(v, oflags & KEPT, out) : -ENXIO;
	f = uk_vfile_new(v, oflags & KEPT, 0);
	if (!f)
		return -ENOMEM;
	/* Last: bytes are not lost to an open that fails. */
	if (oflags & O_TRUNC && (oflags & O_ACCMODE) != O_RDONLY && S_ISREG(v->type)) {
		struct uk_attr a = { .which = UK_ATTR_SIZE };

		r = uk_vnode_setattr(v, &a);
	}
	if (r < 0)
		uk_file_unref(&f->file);
	else
		*out = &f->file;
	return r;
}

static int create(struct uk_walk *w, int oflags, mode_t mode, struct uk_file **out)
{
	const struct uk_vnode_ops *ops = w->dir->ops;
	int r;

	mode = S_IFREG | (mode & 07777 & ~uk_umask);
	if (oflags & O_DIRECTORY)
		return -EINVAL;
	if (ops->create_open)
		return ops->create_open(w->dir, w->name, mode, oflags & (KEPT | O_EXCL), out);
	if (!ops->create)
		return -EROFS;
	r = ops->create(w->dir, w->name, mode, NULL, &w->v);
	if (r < 0)
		return r;
	r = open_vnode(w->v, oflags & ~O_TRUNC, out);
	if (r < 0 && ops->unlink)
		ops->unlink(w->dir, w->name, w->v);
	return r;
}

int uk_vfs_open(int dirfd, const char *path, int oflags, mode_t mode, struct uk_file **out)
{
	unsigned flags = oflags & O_CREAT ? UK_WALK_CREATE : 0;
	struct uk_walk w;
	int r;

	if ((oflags & O_ACCMODE) == O_ACCMODE)
		return -EINVAL;
	if (oflags & O_NOFOLLOW || (oflags & O_CREAT && oflags & O_EXCL))
		flags |= UK_WALK_NOFOLLOW;
	r = uk_vfs_walk(&w, dirfd, path, flags);
	if (r < 0)
		return r;
	if (!w.v) {
		r = create(&w, oflags, mode, out);
	} else {
		r = check(w.v, oflags);
		if (r == 0)
			r = open_vnode(w.v, oflags, out);
	}
	uk_walk_end(&w);
	return r;
}
