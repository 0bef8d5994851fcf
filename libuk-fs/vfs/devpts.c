/* SPDX-License-Identifier: BSD-3-Clause */
/* Names of pseudo-terminals (uk/pty.h): /dev/ptmx, and /dev/pts with those that have a master.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <uk/heap.h>
#include <uk/pty.h>
#include "vfs_priv.h"

/* Inode numbers. */
#define INO_PTMX    200
#define INO_PTS_DIR 201
#define INO_PTS	    300 /* and the number */

static const struct uk_vnode_ops pts_ops;

static int new_vnode(struct uk_mount *m, struct uk_vnode *dir, uint64_t ino,
		     struct uk_vnode **out)
{
	struct uk_vnode *v = uk_zalloc(sizeof(*v));
	int r = v ? uk_vnode_init(v, &pts_ops, m, ino == INO_PTS_DIR ? S_IFDIR : S_IFCHR, dir,
				  "pts")
		  : -ENOMEM;

	if (r < 0) {
		uk_free(v);
		return r;
	}
	v->ino = ino;
	*out = v;
	return 0;
}

static int lookup_in_dev(struct uk_vnode *dir, const char *name, struct uk_vnode **out)
{
	if (strcmp(name, "pts") == 0)
		return new_vnode(dir->mount, dir, INO_PTS_DIR, out);
	if (strcmp(name, "ptmx") == 0)
		return new_vnode(dir->mount, dir, INO_PTMX, out);
	return -ENOENT;
}

static void getdents_of_dev(struct uk_vfile *f, struct uk_dirent_sink *s, off_t first)
{
	if (f->file.pos == first &&
	    s->emit(s, "pts", 3, INO_PTS_DIR, 4 /* DT_DIR */, first + 1))
		f->file.pos++;
	if (f->file.pos == first + 1 &&
	    s->emit(s, "ptmx", 4, INO_PTMX, 2 /* DT_CHR */, first + 2))
		f->file.pos++;
}

static int mount_pts(struct uk_mount *m)
{
	return new_vnode(m, NULL, INO_PTS_DIR, &m->root);
}

const struct uk_devpts uk_devpts = { lookup_in_dev, getdents_of_dev, mount_pts };

static bool exists(int n)
{
	return n < UK_PTY_MAX && uk_pty_exists((unsigned)n);
}

static int pts_lookup(struct uk_vnode *dir, const char *name, struct uk_vnode **out)
{
	if (strcmp(name, "ptmx") == 0)
		return new_vnode(dir->mount, dir, INO_PTMX, out);
	return uk_dev_number_lookup(dir, name, exists, INO_PTS, out);
}

static int pts_getdents(struct uk_vfile *f, struct uk_dirent_sink *s)
{
	int r = uk_dev_number_getdents(f, s, UK_PTY_MAX, exists, INO_PTS);

	if (f->file.pos == UK_PTY_MAX &&
	    s->emit(s, "ptmx", 4, INO_PTMX, 2 /* DT_CHR */, UK_PTY_MAX + 1))
		f->file.pos++;
	return r;
}

static int pts_stat(struct uk_vnode *v, struct stat *st)
{
	st->st_dev = v->dev;
	st->st_ino = v->ino;
	st->st_nlink = 1;
	st->st_blksize = 1024;
	if (v->ino == INO_PTS_DIR) {
		st->st_mode = S_IFDIR | 0755;
	} else if (v->ino == INO_PTMX) {
		st->st_mode = S_IFCHR | 0666;
		st->st_rdev = UK_PTMX_RDEV;
	} else {
		st->st_mode = S_IFCHR | 0620;
		st->st_rdev = UK_PTY_RDEV(v->ino - INO_PTS);
	}
	return 0;
}

/* As of all devices: nothing changes. */
static int pts_setattr(struct uk_vnode *v, const struct uk_attr *a)
{
	(void)v;
	(void)a;
	return 0;
}

static int pts_open(struct uk_vnode *v, int oflags, struct uk_file **out)
{
	struct uk_vfile *f;

	if (v->ino == INO_PTMX)
		return uk_pty_open_master(oflags, out);
	if (v->ino != INO_PTS_DIR)
		return uk_pty_open_slave((unsigned)(v->ino - INO_PTS), oflags, out);
	f = uk_vfile_new(v, oflags, 0);
	if (!f)
		return -ENOMEM;
	*out = &f->file;
	return 0;
}

static void pts_release(struct uk_vnode *v)
{
	uk_free(v);
}

static const struct uk_vnode_ops pts_ops = {
	.lookup = pts_lookup,
	.getdents = pts_getdents,
	.stat = pts_stat,
	.setattr = pts_setattr,
	.open = pts_open,
	.release = pts_release,
};
