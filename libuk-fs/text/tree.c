/* SPDX-License-Identifier: BSD-3-Clause */
/* A tree of texts and links; what is read is as it was when the file was opened. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include <uk/heap.h>
#include "text.h"

static const struct uk_vnode_ops text_ops;

static const struct uk_text_tree *tree_of(const struct uk_mount *m)
{
	return m->fs;
}

/* Inode numbers are indices + 1, and so many more for each instance. */
#define STEP 1024

static size_t index_of(const struct uk_vnode *v)
{
	return (v->ino - 1) % STEP;
}

static unsigned instance_of(const struct uk_vnode *v)
{
	return (unsigned)((v->ino - 1) / STEP);
}

static void fill(const struct uk_vnode *v, struct uk_text *t)
{
	const struct uk_text_entry *e = &tree_of(v->mount)->entries[index_of(v)];

	t->name = e->name;
	t->instance = instance_of(v);
	if (e->fill)
		e->fill(t);
	else
		uk_text_add(t, e->text, strlen(e->text));
}

static int new_vnode(struct uk_mount *m, uint64_t ino, struct uk_vnode *dir, const char *name,
		     struct uk_vnode **out)
{
	struct uk_vnode *v = uk_zalloc(sizeof(*v));
	int r;

	if (!v)
		return -ENOMEM;
	r = uk_vnode_init(v, &text_ops, m, tree_of(m)->entries[(ino - 1) % STEP].type, dir,
			  name);
	if (r < 0) {
		uk_free(v);
		return r;
	}
	v->ino = ino;
	*out = v;
	return 0;
}

/* One of a folder's names. */
struct place {
	size_t i;   /* of the entry */
	unsigned k; /* instance */
	char name[24];
	uint64_t ino;
};

/* The first one in @dir from @p->i, @p->k on. False: there is none. */
static bool find(const struct uk_vnode *dir, struct place *p)
{
	const struct uk_text_tree *tree = tree_of(dir->mount);

	for (; p->i < tree->n; p->i++, p->k = 0) {
		const struct uk_text_entry *e = &tree->entries[p->i];

		if (p->i == 0 || e->dir != index_of(dir))
			continue;
		if (e->name[0] ? p->k > 0 : !tree->instance(p->i, p->k, p->name))
			continue;
		if (e->name[0])
			memcpy(p->name, e->name, sizeof(p->name));
		p->ino = p->i + 1 + STEP * (e->name[0] ? instance_of(dir) : p->k);
		return true;
	}
	return false;
}

static int text_lookup(struct uk_vnode *dir, const char *name, struct uk_vnode **out)
{
	for (struct place p = { 0 }; find(dir, &p); p.k++) {
		if (strcmp(p.name, name) == 0)
			return new_vnode(dir->mount, p.ino, dir, name, out);
	}
	return -ENOENT;
}

/* Positions are made of both counters; one behind what was told last. */
static int text_getdents(struct uk_vfile *f, struct uk_dirent_sink *s)
{
	const struct uk_text_entry *e = tree_of(f->vnode->mount)->entries;
	struct place p = { .i = (size_t)f->file.pos % STEP,
			   .k = (unsigned)(f->file.pos / STEP) };

	for (; find(f->vnode, &p); p.k++) {
		off_t next = (off_t)p.i + STEP * (off_t)(p.k + 1);

		if (!s->emit(s, p.name, strlen(p.name), p.ino,
			     (unsigned char)(e[p.i].type >> 12), next))
			break;
		f->file.pos = next;
	}
	return 0;
}

static int text_vstat(struct uk_vnode *v, struct stat *st)
{
	st->st_dev = v->dev;
	st->st_ino = v->ino;
	st->st_nlink = 1;
	st->st_mode = v->type | (S_ISLNK(v->type) ? 0777 : S_ISDIR(v->type) ? 0555 : 0444);
	st->st_blksize = 1024;
	return 0;
}

static ssize_t text_readlink(struct uk_vnode *v, char *buf, size_t len)
{
	struct uk_text t = { 0 };

	fill(v, &t);
	len = UK_MIN(len, t.len);
	if (!t.failed)
		memcpy(buf, t.p, len);
	free(t.p);
	return t.failed ? -ENOMEM : (ssize_t)len;
}

static int text_open(struct uk_vnode *v, int oflags, struct uk_file **out)
{
	struct uk_text *t = NULL;
	struct uk_vfile *f;

	if ((oflags & O_ACCMODE) != O_RDONLY)
		return -EACCES;
	if (S_ISREG(v->type)) {
		t = calloc(1, sizeof(*t));
		if (!t)
			return -ENOMEM;
		fill(v, t);
	}
	f = t && t->failed ? NULL : uk_vfile_new(v, oflags, (uintptr_t)t);
	if (!f) {
		if (t)
			free(t->p);
		free(t);
		return -ENOMEM;
	}
	*out = &f->file;
	return 0;
}

static ssize_t text_readv(struct uk_vfile *f, const struct iovec *iov, int cnt, off_t off)
{
	const struct uk_text *t = (const struct uk_text *)f->handle;
	size_t at = (size_t)off, n;
	ssize_t done = 0;

	for (; cnt > 0 && at < t->len; iov++, cnt--) {
		n = UK_MIN(iov->iov_len, t->len - at);
		memcpy(iov->iov_base, t->p + at, n);
		at += n;
		done += (ssize_t)n;
	}
	return done;
}

static void text_close(struct uk_vfile *f)
{
	struct uk_text *t = (struct uk_text *)f->handle;

	if (t)
		free(t->p);
	free(t);
}

static void text_release(struct uk_vnode *v)
{
	uk_free(v);
}

static const struct uk_vnode_ops text_ops = {
	.lookup = text_lookup,
	.getdents = text_getdents,
	.readlink = text_readlink,
	.stat = text_vstat,
	.open = text_open,
	.readv = text_readv,
	.close = text_close,
	.release = text_release,
};

int uk_text_mount(struct uk_mount *m, const struct uk_text_tree *tree)
{
	m->fs = (void *)tree;
	return new_vnode(m, 1, NULL, NULL, &m->root);
}

void uk_text_boot(const char *type, const char *path, const char *probe)
{
	if (access(probe, F_OK) == 0)
		return;
	mkdir(path, 0555);
	/* A root that cannot have the directory goes without. */
	if (access(path, F_OK) == 0)
		uk_vfs_mount(type, "", path);
}
