/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The RAM file system: nodes, names in one hash table for the whole tree.
 */
#include "ram.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <uk/heap.h>
#include <uk/page.h>

#define FIRST_BUCKETS 16
#define LINKS	      UINT16_MAX /* what nlink_t holds */

struct timespec uk_ram_now(void)
{
	uint64_t ns = uk_clock_wall_ns();

	return (struct timespec){ .tv_sec = (time_t)(ns / 1000000000),
				  .tv_nsec = (long)(ns % 1000000000) };
}

static size_t hash(const struct ram_node *dir, const char *name, size_t len)
{
	uint64_t h = dir->v.ino * UINT64_C(0x9e3779b97f4a7c15);

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)name[i]) * UINT64_C(0x100000001b3);
	return (size_t)(h ^ h >> 32);
}

/* Where the entry @name of @dir is linked, or would be. */
static struct ram_entry **find(struct ram_node *dir, const char *name, size_t len)
{
	struct ram_fs *fs = ram_fs(&dir->v);
	struct ram_entry **p = &fs->buckets[hash(dir, name, len) & (fs->nbuckets - 1)];

	while (*p &&
	       !((*p)->dir == dir && (*p)->len == len && memcmp((*p)->name, name, len) == 0))
		p = &(*p)->next;
	return p;
}

/* Double the table. Without memory it only gets slower. */
static void grow(struct ram_fs *fs)
{
	size_t n = fs->nbuckets * 2;
	struct ram_entry **to = uk_zalloc(n * sizeof(*to));

	if (!to)
		return;
	for (size_t i = 0; i < fs->nbuckets; i++) {
		struct ram_entry *e = fs->buckets[i], *next;

		for (; e; e = next) {
			struct ram_entry **p = &to[hash(e->dir, e->name, e->len) & (n - 1)];

			next = e->next;
			e->next = *p;
			*p = e;
		}
	}
	uk_free(fs->buckets);
	fs->buckets = to;
	fs->nbuckets = n;
}

static void touch(struct ram_node *n)
{
	n->mtime = n->ctime = uk_ram_now();
}

/* Enter @name for @node, which gets a reference and a link. */
static int enter(struct ram_node *dir, const char *name, struct ram_node *node)
{
	struct ram_fs *fs = ram_fs(&dir->v);
	size_t len = strlen(name);
	struct ram_entry *e, **p;

	/* A directory that was removed but is still open takes nothing new. */
	if (dir->nlink == 0)
		return -ENOENT;
	e = uk_malloc(sizeof(*e) + len);
	if (!e)
		return -ENOSPC;
	if (fs->nentries >= fs->nbuckets)
		grow(fs);
	p = find(dir, name, len);
	if (*p) {
		uk_free(e);
		return -EEXIST;
	}
	e->next = NULL;
	e->dir = dir;
	e->node = node;
	e->len = (unsigned char)len;
	e->seq = ++fs->seq;
	memcpy(e->name, name, len);
	*p = e;
	uk_list_insert(&dir->entries, &e->link);
	fs->nentries++;
	uk_vnode_ref(&node->v);
	node->nlink++;
	dir->subdirs += S_ISDIR(node->v.type);
	touch(dir);
	return 0;
}

/* Take @name out of @dir, with its node's link and reference. */
static int leave(struct ram_node *dir, const char *name)
{
	struct ram_entry **p = find(dir, name, strlen(name)), *e = *p;
	struct ram_node *node;

	if (!e)
		return -ENOENT;
	node = e->node;
	*p = e->next;
	uk_list_remove(&e->link);
	uk_free(e);
	ram_fs(&dir->v)->nentries--;
	node->nlink--;
	dir->subdirs -= S_ISDIR(node->v.type);
	node->ctime = uk_ram_now();
	touch(dir);
	uk_vnode_unref(&node->v);
	return 0;
}

/* May @dir have one more directory? */
static int subdir(const struct ram_node *dir)
{
	return dir->subdirs < LINKS - 2 ? 0 : -EMLINK;
}

static int new_node(struct uk_mount *m, mode_t mode, struct uk_vnode *parent, const char *name,
		    struct ram_node **out)
{
	struct ram_fs *fs = m->fs;
	struct ram_node *n = uk_zalloc(sizeof(*n));

	if (!n || uk_vnode_init(&n->v, &uk_ram_ops, m, mode, parent, name) < 0) {
		uk_free(n);
		return -ENOSPC;
	}
	n->v.ino = ++fs->ino;
	n->mode = mode & 07777;
	n->atime = n->mtime = n->ctime = uk_ram_now();
	if (S_ISDIR(mode))
		uk_list_init(&n->entries);
	*out = n;
	return 0;
}

static int ram_lookup(struct uk_vnode *dir, const char *name, struct uk_vnode **out)
{
	struct ram_entry *e = *find(ram_node(dir), name, strlen(name));

	if (!e)
		return -ENOENT;
	*out = uk_vnode_ref(&e->node->v);
	return 0;
}

static int ram_create(struct uk_vnode *dir, const char *name, mode_t mode, const char *target,
		      struct uk_vnode **out)
{
	struct ram_node *n;
	int r;

	if (!S_ISREG(mode) && !S_ISDIR(mode) && !S_ISLNK(mode) && !S_ISSOCK(mode) &&
	    !S_ISFIFO(mode))
		return -EPERM;
	r = S_ISDIR(mode) ? subdir(ram_node(dir)) : 0;
	if (r == 0)
		r = new_node(dir->mount, mode, dir, name, &n);
	if (r < 0)
		return r;
	if (S_ISLNK(mode)) {
		n->size = (off_t)strlen(target);
		n->target = uk_malloc((size_t)n->size + 1);
		if (n->target)
			memcpy(n->target, target, (size_t)n->size + 1);
		else
			r = -ENOSPC;
	}
	if (r == 0)
		r = enter(ram_node(dir), name, n);
	if (r == 0)
		*out = &n->v;
	else
		uk_vnode_unref(&n->v);
	return r;
}

static int ram_link(struct uk_vnode *dir, const char *name, struct uk_vnode *v)
{
	return ram_node(v)->nlink == LINKS ? -EMLINK : enter(ram_node(dir), name, ram_node(v));
}

static int ram_unlink(struct uk_vnode *dir, const char *name, struct uk_vnode *v)
{
	if (S_ISDIR(v->type) && !uk_list_empty(&ram_node(v)->entries))
		return -ENOTEMPTY;
	return leave(ram_node(dir), name);
}

static int ram_rename(struct uk_vnode *dir, const char *name, struct uk_vnode *v,
		      struct uk_vnode *newdir, const char *newname, struct uk_vnode *over)
{
	struct ram_entry *e;
	int r;

	if (over) {
		if (S_ISDIR(over->type) && !uk_list_empty(&ram_node(over)->entries))
			return -ENOTEMPTY;
		/* The entry stays and leads to @v from now on: nothing can fail any more. */
		e = *find(ram_node(newdir), newname, strlen(newname));
		if (!e)
			return -ENOENT;
		e->node = ram_node(uk_vnode_ref(v));
		e->node->nlink++;
		ram_node(over)->nlink--;
		ram_node(over)->ctime = uk_ram_now();
		uk_vnode_unref(over);
		touch(ram_node(newdir));
	} else {
		/* For a moment it may have a name more than the limit: nlink comes back. */
		r = S_ISDIR(v->type) && newdir != dir ? subdir(ram_node(newdir)) : 0;
		if (r == 0)
			r = enter(ram_node(newdir), newname, ram_node(v));
		if (r < 0)
			return r;
	}
	return leave(ram_node(dir), name);
}

static unsigned char dtype(const struct uk_vnode *v)
{
	return (unsigned char)(v->type >> 12);
}

static int ram_getdents(struct uk_vfile *f, struct uk_dirent_sink *s)
{
	struct ram_node *dir = ram_node(f->vnode);
	uint64_t up = f->vnode->parent ? f->vnode->parent->ino : f->vnode->ino;

	if (f->file.pos == 0) {
		if (!s->emit(s, ".", 1, f->vnode->ino, S_IFDIR >> 12, 1))
			return 0;
		f->file.pos = 1;
	}
	if (f->file.pos == 1) {
		if (!s->emit(s, "..", 2, up, S_IFDIR >> 12, 2))
			return 0;
		f->file.pos = 2;
	}
	UK_LIST_FOREACH(e, &dir->entries, struct ram_entry, link) {
		if (e->seq + 2 <= f->file.pos)
			continue;
		if (!s->emit(s, e->name, e->len, e->node->v.ino, dtype(&e->node->v),
			     e->seq + 2))
			break;
		f->file.pos = e->seq + 2;
	}
	return 0;
}

static ssize_t ram_readlink(struct uk_vnode *v, char *buf, size_t len)
{
	struct ram_node *n = ram_node(v);

	if (!S_ISLNK(v->type))
		return -EINVAL;
	len = UK_MIN(len, (size_t)n->size);
	memcpy(buf, n->target, len);
	return (ssize_t)len;
}

static int ram_stat(struct uk_vnode *v, struct stat *st)
{
	struct ram_node *n = ram_node(v);

	st->st_dev = v->dev;
	st->st_ino = v->ino;
	st->st_mode = v->type | n->mode;
	/* A directory's: its name, its ".", and the ".." of each below; none once removed. */
	st->st_nlink = S_ISDIR(v->type) && n->nlink ? 2 + n->subdirs : n->nlink;
	st->st_uid = n->uid;
	st->st_gid = n->gid;
	st->st_size = n->size;
	st->st_atim = n->atime;
	st->st_mtim = n->mtime;
	st->st_ctim = n->ctime;
	st->st_blksize = UK_PAGE_SIZE;
	st->st_blocks = (n->size + 511) / 512;
	return 0;
}

static void set_time(struct timespec *t, const struct timespec *to)
{
	if (to->tv_nsec == UTIME_NOW)
		*t = uk_ram_now();
	else if (to->tv_nsec != UTIME_OMIT)
		*t = *to;
}

static int ram_setattr(struct uk_vnode *v, const struct uk_attr *a)
{
	struct ram_node *n = ram_node(v);

	if (a->which & UK_ATTR_SIZE) {
		int r = uk_ram_resize(n, a->size);

		if (r < 0)
			return r;
	}
	if (a->which & UK_ATTR_MODE)
		n->mode = a->mode & 07777;
	if (a->which & UK_ATTR_OWNER) {
		n->uid = a->uid == (uid_t)-1 ? n->uid : a->uid;
		n->gid = a->gid == (gid_t)-1 ? n->gid : a->gid;
	}
	if (a->which & UK_ATTR_TIMES) {
		set_time(&n->atime, &a->atime);
		set_time(&n->mtime, &a->mtime);
	}
	n->ctime = uk_ram_now();
	return 0;
}

static int ram_statvfs(struct uk_vnode *v, struct statvfs *s)
{
	struct uk_page_stats p;

	uk_page_stats(&p);
	s->f_bsize = s->f_frsize = UK_PAGE_SIZE;
	s->f_blocks = p.total;
	s->f_bfree = s->f_bavail = p.free;
	s->f_files = ram_fs(v)->nentries;
	s->f_fsid = v->dev;
	s->f_namemax = UK_NAME_MAX;
	return 0;
}

static void ram_release(struct uk_vnode *v)
{
	if (S_ISREG(v->type))
		uk_ram_free_data(ram_node(v));
	else if (S_ISLNK(v->type))
		uk_free(ram_node(v)->target);
	uk_free(ram_node(v));
}

const struct uk_vnode_ops uk_ram_ops = {
	.lookup = ram_lookup,
	.create = ram_create,
	.link = ram_link,
	.unlink = ram_unlink,
	.rename = ram_rename,
	.getdents = ram_getdents,
	.readlink = ram_readlink,
	.stat = ram_stat,
	.setattr = ram_setattr,
	.statvfs = ram_statvfs,
	.readv = uk_ram_readv,
	.writev = uk_ram_writev,
	.release = ram_release,
};

int uk_ram_mount(struct uk_mount *m)
{
	struct ram_fs *fs = uk_zalloc(sizeof(*fs));
	struct ram_node *root;

	if (!fs)
		return -ENOMEM;
	fs->nbuckets = FIRST_BUCKETS;
	fs->buckets = uk_zalloc(FIRST_BUCKETS * sizeof(*fs->buckets));
	m->fs = fs;
	if (!fs->buckets || new_node(m, S_IFDIR | 0755, NULL, NULL, &root) < 0) {
		uk_free(fs->buckets);
		uk_free(fs);
		return -ENOMEM;
	}
	root->nlink = 1;
	m->root = &root->v;
	return 0;
}
