/* SPDX-License-Identifier: BSD-3-Clause */
/* File system "9p": names. */
#include "p9.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <uk/heap.h>

#define L_AT_REMOVEDIR 0x200

int p9_walk(struct p9_fs *fs, uint32_t from, const char *name, uint32_t *fid,
	    struct p9_qid *qid)
{
	struct p9_msg m;
	uint64_t n = 0;
	int r;

	*fid = p9_fid_new(fs);
	if (*fid == P9_NOFID)
		return -ENOMEM;
	p9_begin(fs, &m, P9_WALK);
	p9_put(&m, 4, from);
	p9_put(&m, 4, *fid);
	p9_put(&m, 2, name ? 1 : 0);
	if (name)
		p9_put_str(&m, name);
	r = p9_call(fs, &m);
	if (r == 0) {
		n = p9_get(&m, 2);
		if (n == 1 && name)
			*qid = p9_get_qid(&m);
	}
	r = p9_end(fs, &m, r);
	if (r == 0 && n != (name ? 1 : 0))
		r = name && n == 0 ? -ENOENT : -EPROTO;
	if (r < 0)
		p9_fid_free(fs, *fid);
	return r;
}

static mode_t type_of(struct p9_qid qid)
{
	return qid.type & P9_QTDIR ? S_IFDIR : qid.type & P9_QTSYMLINK ? S_IFLNK : S_IFREG;
}

int p9_vnode(struct uk_mount *m, struct uk_vnode *dir, const char *name, uint32_t fid,
	     struct p9_qid qid, struct uk_vnode **out)
{
	mode_t type = type_of(qid);
	struct p9_node *n = uk_zalloc(sizeof(*n));

	if (!n ||
	    uk_vnode_init(&n->v, &uk_p9_ops, m, type, S_ISDIR(type) ? dir : NULL, name) < 0) {
		uk_free(n);
		p9_clunk(m->fs, fid);
		return -ENOMEM;
	}
	n->v.ino = qid.path;
	n->fid = fid;
	n->version = qid.version;
	uk_pages_init(&n->pages);
	p9_file_add(m->fs, n);
	*out = &n->v;
	return 0;
}

static int p9_lookup(struct uk_vnode *dir, const char *name, struct uk_vnode **out)
{
	struct p9_qid qid = { 0, 0, 0 };
	uint32_t fid;
	int r;

	*out = p9_name_find(dir, name);
	if (*out)
		return 0;
	r = p9_walk(p9_fs(dir), p9_node(dir)->fid, name, &fid, &qid);
	if (r < 0)
		return r;
	*out = p9_file_find(p9_fs(dir), qid);
	if (*out) {
		p9_name_keep(dir, name, *out);
		p9_clunk(p9_fs(dir), fid);
		return 0;
	}
	r = p9_vnode(dir->mount, dir, name, fid, qid, out);
	if (r == 0)
		p9_name_keep(dir, name, *out);
	return r;
}

/* Regular files come by p9_create_open, and here from mknod. */
static int p9_create(struct uk_vnode *dir, const char *name, mode_t mode, const char *target,
		     struct uk_vnode **out)
{
	struct p9_fs *fs = p9_fs(dir);
	struct uk_file *f;
	struct p9_msg m;
	int r;

	if (S_ISREG(mode)) {
		r = p9_create_open(dir, name, mode, O_EXCL, &f);
		if (r < 0)
			return r;
		uk_file_unref(f);
		return p9_lookup(dir, name, out);
	}
	if (!S_ISDIR(mode) && !S_ISLNK(mode))
		return -EPERM;
	p9_begin(fs, &m, S_ISDIR(mode) ? P9_MKDIR : P9_SYMLINK);
	p9_put(&m, 4, p9_node(dir)->fid);
	p9_put_str(&m, name);
	if (S_ISDIR(mode))
		p9_put(&m, 4, mode & 07777);
	else
		p9_put_str(&m, target);
	p9_put(&m, 4, 0); /* group */
	r = p9_call(fs, &m);
	if (r == 0)
		p9_get_qid(&m);
	r = p9_end(fs, &m, r);
	p9_changed(dir, 0, 0);
	return r < 0 ? r : p9_lookup(dir, name, out);
}

static int p9_link(struct uk_vnode *dir, const char *name, struct uk_vnode *v)
{
	struct p9_fs *fs = p9_fs(dir);
	struct p9_msg m;
	int r;

	p9_begin(fs, &m, P9_LINK);
	p9_put(&m, 4, p9_node(dir)->fid);
	p9_put(&m, 4, p9_node(v)->fid);
	p9_put_str(&m, name);
	r = p9_simple(fs, &m);
	p9_changed(dir, 0, 0);
	p9_changed(v, 0, 0);
	return r;
}

static int p9_unlink(struct uk_vnode *dir, const char *name, struct uk_vnode *v)
{
	struct p9_fs *fs = p9_fs(dir);
	struct p9_msg m;
	int r;

	p9_begin(fs, &m, P9_UNLINKAT);
	p9_put(&m, 4, p9_node(dir)->fid);
	p9_put_str(&m, name);
	p9_put(&m, 4, S_ISDIR(v->type) ? L_AT_REMOVEDIR : 0);
	r = p9_simple(fs, &m);
	p9_changed(dir, 0, 0);
	p9_changed(v, 0, 0);
	/* Also if that failed: the server may know of changes that we do not. */
	p9_name_forget(dir, name);
	return r;
}

static int p9_rename(struct uk_vnode *dir, const char *name, struct uk_vnode *v,
		     struct uk_vnode *newdir, const char *newname, struct uk_vnode *over)
{
	struct p9_fs *fs = p9_fs(dir);
	struct p9_msg m;
	int r;

	p9_begin(fs, &m, P9_RENAMEAT);
	p9_put(&m, 4, p9_node(dir)->fid);
	p9_put_str(&m, name);
	p9_put(&m, 4, p9_node(newdir)->fid);
	p9_put_str(&m, newname);
	r = p9_simple(fs, &m);
	p9_changed(dir, 0, 0);
	p9_changed(newdir, 0, 0);
	p9_changed(v, 0, 0);
	if (over)
		p9_changed(over, 0, 0);
	p9_name_forget(dir, name);
	p9_name_forget(newdir, newname);
	if (r == 0)
		p9_name_keep(newdir, newname, v);
	return r;
}

static ssize_t p9_readlink(struct uk_vnode *v, char *buf, size_t len)
{
	struct p9_fs *fs = p9_fs(v);
	const char *s = NULL;
	struct p9_msg m;
	size_t n = 0;
	int r;

	if (!S_ISLNK(v->type))
		return -EINVAL;
	p9_begin(fs, &m, P9_READLINK);
	p9_put(&m, 4, p9_node(v)->fid);
	r = p9_call(fs, &m);
	if (r == 0)
		s = p9_get_str(&m, &n);
	if (s && memchr(s, '\0', n))
		r = -EPROTO;
	n = UK_MIN(n, len);
	/* It lies in the reply: copied before the lock is given up. */
	if (s)
		memcpy(buf, s, n);
	r = p9_end(fs, &m, r);
	return r < 0 ? r : (ssize_t)n;
}

static void p9_release(struct uk_vnode *v)
{
	struct p9_fs *fs = p9_fs(v);
	struct p9_node *n = p9_node(v);

	p9_file_remove(fs, n);
	uk_pages_drop(&n->pages, 0, UINT64_MAX);
	p9_clunk(fs, n->fid);
	uk_free(n);
}

const struct uk_vnode_ops uk_p9_ops = {
	.lookup = p9_lookup,
	.create = p9_create,
	.link = p9_link,
	.unlink = p9_unlink,
	.rename = p9_rename,
	.getdents = p9_getdents,
	.readlink = p9_readlink,
	.stat = p9_stat,
	.setattr = p9_setattr,
	.statvfs = p9_statvfs,
	.open = p9_open,
	.create_open = p9_create_open,
	.fstat = p9_fstat,
	.fsetattr = p9_fsetattr,
	.readv = p9_readv,
	.writev = p9_writev,
	.sync = p9_sync,
	.close = p9_close,
	.release = p9_release,
};
