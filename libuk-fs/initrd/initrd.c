/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * File system "initrd": a RAM tree filled from cpio or tar archives, the one
 * that `ukcc --initrd` put into the image and the boot module, in this order.
 * The bytes of files stay where they are until a file is written to. An
 * archive is checked as a whole first, so a malformed one leaves nothing behind.
 */
#include "../ram/ram.h"
#include "archive.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <uk/anchor.h>
#include <uk/console.h>
#include <uk/heap.h>
#include <uk/plat.h>

UK_ANCHOR(fs_initrd);
UK_NEED(uk_anchor_fs_ram);

extern const char uk_initrd_start[] uk_weak, uk_initrd_end[] uk_weak;

/* Names of one file (hard links) in a cpio archive, while it is read: entries of equal dev and
 * ino, and nlink > 1. */
struct known {
	struct known *next;
	uint64_t dev;
	uint32_t ino;
	struct uk_vnode *v; /* reference */
};

/* Go from *@dir through all names of @path but the last, which goes to *name. Directories that
 * are missing are made if @make is set. */
static int descend(struct uk_vnode **dir, const char *path, char *name, bool make)
{
	for (;;) {
		struct uk_vnode *v;
		size_t n;
		int r;

		path += strspn(path, "/");
		n = strcspn(path, "/");
		if (n > UK_NAME_MAX)
			return -ENAMETOOLONG;
		memcpy(name, path, n);
		name[n] = '\0';
		if (n == 2 && name[0] == '.' && name[1] == '.')
			return -EINVAL;
		path += n;
		if (path[strspn(path, "/")] == '\0')
			return 0;
		if (n == 1 && name[0] == '.')
			continue;
		r = uk_ram_ops.lookup(*dir, name, &v);
		if (r == -ENOENT && make)
			r = uk_ram_ops.create(*dir, name, S_IFDIR | 0755, NULL, &v);
		if (r < 0)
			return r;
		uk_vnode_unref(*dir);
		*dir = v;
		if (!S_ISDIR(v->type))
			return -ENOTDIR;
	}
}

static int make_node(struct uk_vnode *dir, const char *name, const struct archive_entry *e,
		     struct uk_vnode **out)
{
	char *target;
	int r;

	if (!S_ISLNK(e->mode))
		return uk_ram_ops.create(dir, name, e->mode, NULL, out);
	if (e->size == 0 || e->size >= UK_PATH_MAX || memchr(e->data, '\0', e->size))
		return -EINVAL;
	target = uk_malloc(e->size + 1);
	if (!target)
		return -ENOMEM;
	memcpy(target, e->data, e->size);
	target[e->size] = '\0';
	r = uk_ram_ops.create(dir, name, e->mode, target, out);
	uk_free(target);
	return r;
}

/* Give @v what the entry says of it. */
static void fill(struct uk_vnode *v, const struct archive_entry *e)
{
	struct ram_node *n = ram_node(v);

	n->mode = e->mode & 07777;
	n->uid = e->uid;
	n->gid = e->gid;
	n->atime = n->mtime = n->ctime = e->mtime;
	/* Of hard links only one, the last, brings the bytes. */
	if (S_ISREG(v->type) && e->size) {
		uk_ram_free_data(n);
		n->rom = e->data;
		n->size = (off_t)e->size;
	}
}

static int remember(struct known **list, const struct archive_entry *e, struct uk_vnode *v)
{
	struct known *k = uk_malloc(sizeof(*k));

	if (!k)
		return -ENOMEM;
	*k = (struct known){ *list, e->dev, e->ino, uk_vnode_ref(v) };
	*list = k;
	return 0;
}

static struct uk_vnode *known_as(struct known *k, const struct archive_entry *e)
{
	while (k && (k->ino != e->ino || k->dev != e->dev))
		k = k->next;
	return k ? uk_vnode_ref(k->v) : NULL;
}

static void forget(struct known **list)
{
	struct known *k;

	while ((k = *list)) {
		*list = k->next;
		uk_vnode_unref(k->v);
		uk_free(k);
	}
}

/* Enter @e as @name in @dir, over what is there unless both are directories. */
static int enter(struct uk_vnode *dir, const char *name, const struct archive_entry *e,
		 struct known **list)
{
	bool linked = S_ISREG(e->mode) && e->nlink > 1;
	struct uk_vnode *v = NULL;
	int r;

	r = uk_ram_ops.lookup(dir, name, &v);
	if (r == 0 && !(S_ISDIR(v->type) && S_ISDIR(e->mode))) {
		r = uk_ram_ops.unlink(dir, name, v);
		uk_vnode_unref(v);
		if (r < 0)
			return r;
		r = -ENOENT;
	}
	if (r == -ENOENT) {
		v = linked ? known_as(*list, e) : NULL;
		if (v) {
			r = uk_ram_ops.link(dir, name, v);
		} else {
			r = make_node(dir, name, e, &v);
			if (r == 0 && linked)
				r = remember(list, e, v);
		}
	}
	if (r == 0)
		fill(v, e);
	if (v)
		uk_vnode_unref(v);
	return r;
}

/* What @path of the archive is; a reference. */
static int find(struct uk_mount *m, const char *path, struct uk_vnode **out)
{
	struct uk_vnode *dir = uk_vnode_ref(m->root);
	char name[UK_NAME_MAX + 1];
	int r = descend(&dir, path, name, false);

	if (r == 0)
		r = uk_ram_ops.lookup(dir, name, out);
	uk_vnode_unref(dir);
	return r;
}

/* Another name, @name in @dir, of the file that an earlier entry brought. */
static int again(struct uk_mount *m, struct uk_vnode *dir, const char *name, const char *path)
{
	struct uk_vnode *file, *old;
	int r = find(m, path, &file);

	if (r < 0)
		return r;
	if (S_ISDIR(file->type))
		r = -EPERM;
	if (r == 0 && uk_ram_ops.lookup(dir, name, &old) == 0) {
		if (old != file)
			r = uk_ram_ops.unlink(dir, name, old);
		else
			r = -EEXIST; /* it has this name */
		uk_vnode_unref(old);
	}
	if (r == 0)
		r = uk_ram_ops.link(dir, name, file);
	uk_vnode_unref(file);
	return r == -EEXIST ? 0 : r;
}

static int add(struct uk_mount *m, const struct archive_entry *e, struct known **list)
{
	struct uk_vnode *dir = uk_vnode_ref(m->root);
	char name[UK_NAME_MAX + 1];
	int r = descend(&dir, e->name, name, true);

	if (r == 0 && name[0] != '\0' && strcmp(name, ".") != 0)
		r = e->same_as ? again(m, dir, name, e->same_as) : enter(dir, name, e, list);
	uk_vnode_unref(dir);
	return r;
}

/* Devices and the like are left out: /dev is the pool's own. */
static bool wanted(const struct archive_entry *e)
{
	return S_ISREG(e->mode) || S_ISDIR(e->mode) || S_ISLNK(e->mode);
}

typedef int (*reader)(struct archive *a, struct archive_entry *e);

/* The reader of this archive, which is put at its beginning. */
static reader begin(struct archive *a, const char *p, size_t len)
{
	a->p = p;
	a->len = len;
	a->at = 0;
	a->global = (struct pax){ 0 };
	return uk_tar_begins(a) ? uk_tar_next : uk_cpio_next;
}

static int check(struct archive *a, const char *p, size_t len, const char *what)
{
	reader next = begin(a, p, len);
	struct archive_entry e;
	int r;

	while ((r = next(a, &e)) > 0)
		;
	if (r < 0)
		uk_log("initrd: %s is not used: at byte %lu: %s", what, (unsigned long)a->at,
		       a->why);
	return r;
}

/* Fill the tree from an archive that was checked. */
static void fill_tree(struct uk_mount *m, struct archive *a, const char *p, size_t len,
		      const char *what)
{
	reader next = begin(a, p, len);
	struct known *list = NULL;
	struct archive_entry e;
	int kind, r;

	while ((kind = next(a, &e)) > 0) {
		r = kind == 1 && wanted(&e) ? add(m, &e, &list) : 0;
		if (kind == 2)
			forget(&list);
		if (r < 0)
			uk_log("initrd: %s: %s: error %d", what, e.name, -r);
	}
	forget(&list);
}

static void unpack(struct uk_mount *m, const char *p, size_t len, const char *what)
{
	struct archive *a = uk_malloc(sizeof(*a));

	if (!a)
		uk_log("initrd: %s is not used: no memory", what);
	else if (check(a, p, len, what) == 0)
		fill_tree(m, a, p, len, what);
	uk_free(a);
}

static int initrd_mount(struct uk_mount *m, const char *source)
{
	size_t len = (size_t)(uk_initrd_end - uk_initrd_start);
	int r;

	(void)source;
	if (!len && !uk_boot_info->module)
		return -ENODEV;
	r = uk_ram_mount(m);
	if (r < 0)
		return r;
	if (len)
		unpack(m, uk_initrd_start, len, "the image's archive");
	if (uk_boot_info->module)
		unpack(m, uk_boot_info->module, uk_boot_info->module_len, "the boot module");
	return 0;
}

/* Before the host's files: an image shows its program the same tree as a process and as a
 * machine. */
UK_FS_TYPE(initrd_type) = { .name = "initrd", .mount = initrd_mount, .root_rank = 40 };
