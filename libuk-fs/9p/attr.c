/* SPDX-License-Identifier: BSD-3-Clause */
/* File system "9p": attributes. */
#include "p9.h"
#include <errno.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#define GET_BASIC 0x7ffu

#define SET_MODE      0x001u
#define SET_UID	      0x002u
#define SET_GID	      0x004u
#define SET_SIZE      0x008u
#define SET_ATIME     0x010u
#define SET_MTIME     0x020u
#define SET_ATIME_NOW SET_ATIME
#define SET_ATIME_TO  (SET_ATIME | 0x080u)
#define SET_MTIME_NOW SET_MTIME
#define SET_MTIME_TO  (SET_MTIME | 0x100u)

static struct timespec get_time(struct p9_msg *m)
{
	struct timespec t;

	t.tv_sec = (time_t)p9_get(m, 8);
	t.tv_nsec = (long)(p9_get(m, 8) % 1000000000);
	return t;
}

static int get(struct uk_vnode *v, uint32_t fid, struct stat *st)
{
	struct p9_fs *fs = p9_fs(v);
	struct p9_node *node = p9_node(v);
	struct p9_qid qid = { 0, 0, 0 };
	struct p9_msg m;
	uint64_t size = 0, links;
	int r;

	if (node->has_st) {
		*st = node->st;
		return 0;
	}

	p9_begin(fs, &m, P9_GETATTR);
	p9_put(&m, 4, fid);
	p9_put(&m, 8, GET_BASIC);
	r = p9_call(fs, &m);
	if (r == 0) {
		p9_get(&m, 8); /* valid: the basic ones are or are 0 */
		qid = p9_get_qid(&m);
		st->st_ino = qid.path;
		st->st_mode = (mode_t)p9_get(&m, 4);
		st->st_uid = (uid_t)p9_get(&m, 4);
		st->st_gid = (gid_t)p9_get(&m, 4);
		links = p9_get(&m, 8);
		st->st_nlink = (nlink_t)UK_MIN(links, UINT64_C(0xffff));
		st->st_rdev = p9_get(&m, 8);
		size = p9_get(&m, 8);
		st->st_blksize = (blksize_t)p9_get(&m, 8);
		st->st_blocks = (blkcnt_t)p9_get(&m, 8);
		st->st_atim = get_time(&m);
		st->st_mtim = get_time(&m);
		st->st_ctim = get_time(&m);
		p9_take(&m, 32); /* birth time, generation, data version */
		if (size > INT64_MAX)
			r = -EPROTO;
	}
	st->st_size = (off_t)size;
	st->st_dev = v->dev;
	r = p9_end(fs, &m, r);
	if (r == 0 && fs->names) {
		p9_seen(node, qid);
		node->st = *st;
		node->has_st = true;
	}
	return r;
}

int p9_stat(struct uk_vnode *v, struct stat *st)
{
	return get(v, p9_node(v)->fid, st);
}

int p9_fstat(struct uk_vfile *f, struct stat *st)
{
	return get(f->vnode, (uint32_t)f->handle, st);
}

static unsigned time_bits(const struct timespec *t, unsigned now, unsigned to)
{
	return t->tv_nsec == UTIME_OMIT ? 0 : t->tv_nsec == UTIME_NOW ? now : to;
}

static unsigned bits(const struct uk_attr *a)
{
	unsigned b = 0;

	if (a->which & UK_ATTR_MODE)
		b |= SET_MODE;
	if (a->which & UK_ATTR_SIZE)
		b |= SET_SIZE;
	if (a->which & UK_ATTR_OWNER)
		b |= (a->uid == (uid_t)-1 ? 0 : SET_UID) | (a->gid == (gid_t)-1 ? 0 : SET_GID);
	if (a->which & UK_ATTR_TIMES)
		b |= time_bits(&a->atime, SET_ATIME_NOW, SET_ATIME_TO) |
		     time_bits(&a->mtime, SET_MTIME_NOW, SET_MTIME_TO);
	return b;
}

static int set(struct uk_vnode *v, uint32_t fid, const struct uk_attr *a)
{
	struct p9_fs *fs = p9_fs(v);
	unsigned b = bits(a);
	struct p9_msg m;
	int r;

	p9_begin(fs, &m, P9_SETATTR);
	p9_put(&m, 4, fid);
	p9_put(&m, 4, b);
	p9_put(&m, 4, b & SET_MODE ? a->mode & 07777 : 0);
	p9_put(&m, 4, b & SET_UID ? a->uid : 0);
	p9_put(&m, 4, b & SET_GID ? a->gid : 0);
	p9_put(&m, 8, b & SET_SIZE ? (uint64_t)a->size : 0);
	p9_put(&m, 8, b & 0x080 ? (uint64_t)a->atime.tv_sec : 0);
	p9_put(&m, 8, b & 0x080 ? (uint64_t)a->atime.tv_nsec : 0);
	p9_put(&m, 8, b & 0x100 ? (uint64_t)a->mtime.tv_sec : 0);
	p9_put(&m, 8, b & 0x100 ? (uint64_t)a->mtime.tv_nsec : 0);
	r = p9_simple(fs, &m);
	p9_changed(v, 0, b & SET_SIZE ? UINT64_MAX : 0);
	return r;
}

int p9_setattr(struct uk_vnode *v, const struct uk_attr *a)
{
	return set(v, p9_node(v)->fid, a);
}

int p9_fsetattr(struct uk_vfile *f, const struct uk_attr *a)
{
	return set(f->vnode, (uint32_t)f->handle, a);
}

int p9_statvfs(struct uk_vnode *v, struct statvfs *s)
{
	struct p9_fs *fs = p9_fs(v);
	struct p9_msg m;
	int r;

	p9_begin(fs, &m, P9_STATFS);
	p9_put(&m, 4, p9_node(v)->fid);
	r = p9_call(fs, &m);
	if (r == 0) {
		p9_get(&m, 4); /* type */
		s->f_bsize = s->f_frsize = p9_get(&m, 4);
		s->f_blocks = p9_get(&m, 8);
		s->f_bfree = p9_get(&m, 8);
		s->f_bavail = p9_get(&m, 8);
		s->f_files = p9_get(&m, 8);
		s->f_ffree = s->f_favail = p9_get(&m, 8);
		s->f_fsid = p9_get(&m, 8);
		s->f_namemax = p9_get(&m, 4);
	}
	return p9_end(fs, &m, r);
}
