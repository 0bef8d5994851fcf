/* SPDX-License-Identifier: BSD-3-Clause */
/* File system "9p": open files. A vfile's handle is the fid that was opened. */
#include "p9.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>

/* Flags as 9P2000.L has them: Linux's generic numbers. */
#define L_EXCL	    0200
#define L_TRUNC	    01000
#define L_DIRECTORY 0200000
#define L_SYNC	    04010000

static uint32_t l_flags(int oflags)
{
	uint32_t l = (uint32_t)(oflags & O_ACCMODE);

	l |= oflags & O_EXCL ? L_EXCL : 0;
	l |= oflags & O_TRUNC ? L_TRUNC : 0;
	l |= oflags & O_SYNC ? L_SYNC : 0;
	return l;
}

static int lopen(struct uk_vnode *v, uint32_t fid, uint32_t flags)
{
	struct p9_fs *fs = p9_fs(v);
	struct p9_qid qid = { 0, 0, 0 };
	struct p9_msg m;
	int r;

	p9_begin(fs, &m, P9_LOPEN);
	p9_put(&m, 4, fid);
	p9_put(&m, 4, flags);
	r = p9_call(fs, &m);
	if (r == 0) {
		qid = p9_get_qid(&m);
		p9_get(&m, 4); /* iounit: a hint */
	}
	r = p9_end(fs, &m, r);
	if (r == 0)
		p9_seen(p9_node(v), qid);
	if (flags & L_TRUNC)
		p9_changed(v, 0, UINT64_MAX);
	return r;
}

static int wrap(struct uk_vnode *v, int oflags, uint32_t fid, struct uk_file **out)
{
	struct uk_vfile *f = uk_vfile_new(v, oflags & ~(O_TRUNC | O_EXCL), fid);

	if (!f)
		return -ENOMEM;
	*out = &f->file;
	return 0;
}

/*
 * A file's own fid is opened if it is not yet; a directory's must stay walkable, so a clone.
 * With a cache, vnodes stay, and so does an own fid that is open: it is for those who only
 * read.
 */
int p9_open(struct uk_vnode *v, int oflags, struct uk_file **out)
{
	struct p9_fs *fs = p9_fs(v);
	struct p9_node *n = p9_node(v);
	uint32_t fid = n->fid, flags = l_flags(oflags) | (S_ISDIR(v->type) ? L_DIRECTORY : 0);
	bool own = S_ISREG(v->type) && !n->opened && (!fs->names || flags == 0);
	int r = 0;

	if (n->reader && flags == 0)
		return wrap(v, oflags, fid, out);
	if (!own)
		r = p9_walk(fs, n->fid, NULL, &fid, NULL);
	if (r < 0)
		return r;
	/* Set first: others run while the call waits. */
	n->opened = n->opened || own;
	r = lopen(v, fid, flags);
	if (r < 0 && own)
		n->opened = false;
	n->reader = n->reader || (r == 0 && own && fs->names);
	if (r == 0)
		r = wrap(v, oflags, fid, out);
	if (r < 0 && !own)
		p9_clunk(fs, fid);
	return r;
}

int p9_create_open(struct uk_vnode *dir, const char *name, mode_t mode, int oflags,
		   struct uk_file **out)
{
	struct p9_fs *fs = p9_fs(dir);
	struct p9_qid qid = { 0, 0, 0 };
	struct uk_vnode *v;
	struct p9_msg m;
	uint32_t fid;
	bool known;
	int r = p9_walk(fs, p9_node(dir)->fid, NULL, &fid, NULL);

	if (r < 0)
		return r;
	p9_begin(fs, &m, P9_LCREATE);
	p9_put(&m, 4, fid);
	p9_put_str(&m, name);
	p9_put(&m, 4, l_flags(oflags));
	p9_put(&m, 4, mode & 07777);
	p9_put(&m, 4, 0); /* group */
	r = p9_call(fs, &m);
	if (r == 0) {
		qid = p9_get_qid(&m);
		p9_get(&m, 4);
	}
	r = p9_end(fs, &m, r);
	if (r == 0 && qid.type & (P9_QTDIR | P9_QTSYMLINK))
		r = -EPROTO;
	if (r < 0) {
		p9_clunk(fs, fid);
		return r;
	}
	p9_changed(dir, 0, 0);
	v = p9_file_find(fs, qid);
	known = v != NULL;
	if (!known)
		r = p9_vnode(dir->mount, dir, name, fid, qid, &v);
	if (r < 0)
		return r;
	p9_node(v)->opened = p9_node(v)->opened || !known;
	p9_name_keep(dir, name, v);
	r = wrap(v, oflags, fid, out);
	if (r < 0 && known)
		p9_clunk(fs, fid);
	uk_vnode_unref(v);
	return r;
}

void p9_close(struct uk_vfile *f)
{
	/* The vnode's own goes with the vnode. */
	if ((uint32_t)f->handle != p9_node(f->vnode)->fid)
		p9_clunk(p9_fs(f->vnode), (uint32_t)f->handle);
}

ssize_t p9_read_some(struct uk_vfile *f, void *buf, size_t len, off_t off)
{
	struct p9_fs *fs = p9_fs(f->vnode);
	size_t want = UK_MIN(len, (size_t)(fs->msize - P9_IOHDR)), n = 0;
	struct p9_msg m;
	uint8_t *p;
	int r;

	p9_begin(fs, &m, P9_READ);
	p9_put(&m, 4, (uint32_t)f->handle);
	p9_put(&m, 8, (uint64_t)off);
	p9_put(&m, 4, want);
	r = p9_call(fs, &m);
	if (r == 0) {
		n = p9_get(&m, 4);
		p = n <= want ? p9_take(&m, n) : NULL;
		if (p)
			memcpy(buf, p, n);
		else
			r = -EPROTO;
	}
	r = p9_end(fs, &m, r);
	return r < 0 ? r : (ssize_t)n;
}

static ssize_t write_some(struct uk_vfile *f, const void *buf, size_t len, off_t off)
{
	struct p9_fs *fs = p9_fs(f->vnode);
	size_t want = UK_MIN(len, (size_t)(fs->msize - P9_IOHDR)), n = 0;
	struct p9_msg m;
	uint8_t *p;
	int r;

	p9_begin(fs, &m, P9_WRITE);
	p9_put(&m, 4, (uint32_t)f->handle);
	p9_put(&m, 8, (uint64_t)off);
	p9_put(&m, 4, want);
	p = p9_take(&m, want);
	if (p)
		memcpy(p, buf, want);
	r = p9_call(fs, &m);
	if (r == 0) {
		n = p9_get(&m, 4);
		/* A server that takes nothing would be asked for ever. */
		if (n == 0 || n > want)
			r = -EPROTO;
	}
	r = p9_end(fs, &m, r);
	p9_changed(f->vnode, (uint64_t)off, want);
	return r < 0 ? r : (ssize_t)n;
}

ssize_t p9_readv(struct uk_vfile *f, const struct iovec *iov, int cnt, off_t off)
{
	ssize_t (*some)(struct uk_vfile *, void *, size_t, off_t) =
		p9_fs(f->vnode)->names ? p9_read_cached : p9_read_some;
	ssize_t done = 0, r;

	for (int i = 0; i < cnt; i++) {
		for (size_t at = 0; at < iov[i].iov_len; at += (size_t)r, done += r) {
			r = some(f, (char *)iov[i].iov_base + at, iov[i].iov_len - at,
				 off + done);
			if (r <= 0)
				return done ? done : r;
		}
	}
	return done;
}

ssize_t p9_writev(struct uk_vfile *f, const struct iovec *iov, int cnt, off_t off)
{
	ssize_t done = 0, r;

	for (int i = 0; i < cnt; i++) {
		for (size_t at = 0; at < iov[i].iov_len; at += (size_t)r, done += r) {
			r = write_some(f, (const char *)iov[i].iov_base + at,
				       iov[i].iov_len - at, off + done);
			if (r < 0)
				return done ? done : r;
		}
	}
	return done;
}

int p9_sync(struct uk_vfile *f)
{
	struct p9_fs *fs = p9_fs(f->vnode);
	struct p9_msg m;

	p9_begin(fs, &m, P9_FSYNC);
	p9_put(&m, 4, (uint32_t)f->handle);
	p9_put(&m, 4, 0);
	return p9_simple(fs, &m);
}

/* One entry of @m to @s: 1; 0 when @s is full; -EPROTO. */
static int entry(struct uk_vfile *f, struct p9_msg *m, struct uk_dirent_sink *s)
{
	struct p9_qid qid = p9_get_qid(m);
	uint64_t next = p9_get(m, 8);
	unsigned char type = (unsigned char)p9_get(m, 1);
	size_t len;
	const char *name = p9_get_str(m, &len);

	if (!name || len == 0 || len > UK_NAME_MAX || memchr(name, '/', len) ||
	    memchr(name, '\0', len) || next == 0 || next > INT64_MAX)
		return -EPROTO;
	if (!s->emit(s, name, len, qid.path, type, (off_t)next))
		return 0;
	f->file.pos = (off_t)next;
	return 1;
}

int p9_getdents(struct uk_vfile *f, struct uk_dirent_sink *s)
{
	struct p9_fs *fs = p9_fs(f->vnode);
	struct p9_msg m;
	uint64_t n, want = UK_MIN(fs->msize - P9_IOHDR, 4096u);
	int r;

	p9_begin(fs, &m, P9_READDIR);
	p9_put(&m, 4, (uint32_t)f->handle);
	p9_put(&m, 8, (uint64_t)f->file.pos);
	p9_put(&m, 4, want);
	r = p9_call(fs, &m);
	if (r == 0) {
		n = p9_get(&m, 4);
		if (n > want || n != (size_t)(m.end - m.at))
			r = -EPROTO;
		while (r == 0 && m.at < m.end) {
			int one = entry(f, &m, s);

			if (one < 0)
				r = one;
			else if (one == 0)
				m.at = m.end; /* asked for again later */
		}
	}
	return p9_end(fs, &m, r);
}
