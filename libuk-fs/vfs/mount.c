/* SPDX-License-Identifier: BSD-3-Clause */
/* The mount table: the newest mount first, the root file system last. */
#include "vfs_priv.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <uk/anchor.h>
#include <uk/heap.h>

/* Whoever looks for a file needs the root mounted: boot.c. */
UK_NEED(uk_anchor_fs);

struct uk_mount *uk_mounts;

struct uk_vnode *uk_mount_cross(struct uk_vnode *v)
{
	struct uk_mount *m = uk_mounts;

	if (!v->mount->children || !S_ISDIR(v->type))
		return v;
	while (m) {
		if (m->covered && uk_vnode_same(m->covered, v)) {
			uk_vnode_unref(v);
			v = uk_vnode_ref(m->root);
			/* Another one may be mounted on that. */
			m = v->mount->children ? uk_mounts : NULL;
		} else {
			m = m->next;
		}
	}
	return v;
}

static const struct uk_fs_type *find_type(const char *name)
{
	UK_SET_FOREACH(fs_type, const struct uk_fs_type, t) {
		if (strcmp(t->name, name) == 0)
			return t;
	}
	return NULL;
}

static int attach(struct uk_mount *m, const char *path)
{
	int r = 0;

	if (uk_mounts) {
		r = uk_vfs_lookup(AT_FDCWD, path, 0, &m->covered);
		if (r < 0)
			return r;
		/* Walks start at the first root: none would come to a second. */
		if (!S_ISDIR(m->covered->type))
			r = -ENOTDIR;
		else if (m->covered->mount->root == m->covered && !m->covered->mount->covered)
			r = -EBUSY;
		if (r < 0)
			uk_vnode_unref(m->covered);
	}
	return r;
}

int uk_vfs_mount(const char *type, const char *source, const char *path)
{
	static uint64_t dev;
	const struct uk_fs_type *t = find_type(type);
	struct uk_mount *m;
	int r;

	if (!t)
		return -ENOENT;
	m = uk_zalloc(sizeof(*m));
	if (!m)
		return -ENOMEM;
	m->type = t;
	m->dev = ++dev;
	r = attach(m, path);
	if (r == 0) {
		r = t->mount(m, source);
		if (r < 0)
			uk_vnode_unref(m->covered);
	}
	if (r < 0) {
		uk_free(m);
		return r;
	}
	if (m->covered)
		m->covered->mount->children++;
	m->next = uk_mounts;
	uk_mounts = m;
	return 0;
}
