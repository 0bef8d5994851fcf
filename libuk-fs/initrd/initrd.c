/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * File system "initrd": a RAM tree filled from cpio archives, the one that
 * `ukcc --initrd` put into the image and the boot module, in this order. The
 * bytes of files stay where they are until a file is written to. An archive
 * is checked as a whole first, so a malformed one leaves nothing behind.
 */
#include "../ram/ram.h"
#include "cpio.h"
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

/* Names of one file (hard links), while its archive is read: entries of equal dev and ino, and
 * nlink > 1. */
struct known {
	struct known *next;
	uint64_t dev;
	uint32_t ino;
	struct uk_vnode *v; /* reference */
};

/* The vnode of the next name of *@path below @dir, made if it is a missing directory; *name is
 * the last one. */
static int descend(struct uk_vnode **dir, const char *path, char *name)
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
		if (r == -ENOENT)
			r = uk_ram_ops.create(*dir, name, S_IFDIR | 0755, NULL, &v);
		if (r < 0)
			return r;
		uk_vnode_unref(*dir);
		*dir = v;
		if (!S_ISDIR(v->type))
			return -ENOTDIR;
	}
}

static int make_node(struct uk_vnode *dir, const char *name, const struct cpio_entry *e,
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
static void fill(struct uk_vnode *v, const struct cpio_entry *e)
{
	struct ram_node *n = ram_node(v);

	n->mode = e->mode & 07777;
	n->uid = e->uid;
	n->gid = e->gid;
	n->atime = n->mtime = n->ctime = (struct timespec){ .tv_sec = e->mtime };
	/* Of hard links only one, the last, brings the bytes. */
	if (S_ISREG(v->type) && e->size) {
		uk_ram_free_data(n);
		n->rom = e->data;
		n->size = (off_t)e->size;
	}
}

static int remember(struct known **list, const struct cpio_entry *e, struct uk_vnode *v)
{
	struct known *k = uk_malloc(sizeof(*k));

	if (!k)
		return -ENOMEM;
	*k = (struct known){ *list, e->dev, e->ino, uk_vnode_ref(v) };
	*list = k;
	return 0;
}

static struct uk_vnode *known_as(struct known *k, const struct cpio_entry *e)
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
static int enter(struct uk_vnode *dir, const char *name, const struct cpio_entry *e,
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

static int add(struct uk_mount *m, const struct cpio_entry *e, struct known **list)
{
	struct uk_vnode *dir = uk_vnode_ref(m->root);
	char name[UK_NAME_MAX + 1];
	int r = descend(&dir, e->name, name);

	if (r == 0 && name[0] != '\0' && strcmp(name, ".") != 0)
		r = enter(dir, name, e, list);
	uk_vnode_unref(dir);
	return r;
}

/* Devices and the like are left out: /dev is the pool's own. */
static bool wanted(const struct cpio_entry *e)
{
	return S_ISREG(e->mode) || S_ISDIR(e->mode) || S_ISLNK(e->mode);
}

static int check(const char *p, size_t len, const char *what)
{
	struct cpio_entry e;
	const char *why;
	size_t at = 0;
	int r;

	while ((r = uk_cpio_next(p, len, &at, &e, &why)) > 0)
		;
	if (r < 0)
		uk_log("initrd: %s is not used: at byte %lu: %s", what, (unsigned long)at, why);
	return r;
}

static int unpack(struct uk_mount *m, const char *p, size_t len, const char *what)
{
	struct known *list = NULL;
	struct cpio_entry e;
	const char *why;
	size_t at = 0;
	int r = check(p, len, what), first = 0, kind;

	while (r >= 0 && (kind = uk_cpio_next(p, len, &at, &e, &why)) > 0) {
		int one = kind == 1 && wanted(&e) ? add(m, &e, &list) : 0;

		if (kind == 2)
			forget(&list);
		if (one < 0) {
			uk_log("initrd: %s: %s: error %d", what, e.name, -one);
			first = first ? first : one;
		}
	}
	forget(&list);
	return r < 0 ? r : first;
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
