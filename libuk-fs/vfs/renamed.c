/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A directory knows its name and parent, from which getcwd is told. Where a file system makes
 * a vnode per lookup (host, 9P) the working directory's path has vnodes of its own
 * for the same directories: when one gets another name or loses it, so must these.
 */
#include "vfs_priv.h"
#include <errno.h>
#include <string.h>
#include <uk/heap.h>

struct uk_vnode *uk_vfs_cwd_twin(const struct uk_vnode *v)
{
	struct uk_vnode *p = uk_vfs_cwd();

	while (p && (p == v || !uk_vnode_same(p, v)))
		p = p->parent;
	return p;
}

char *uk_vfs_name(const char *name)
{
	char *s = uk_malloc(strlen(name) + 1);

	return s ? strcpy(s, name) : NULL;
}

void uk_vnode_renamed(struct uk_vnode *v, struct uk_vnode *dir, char *name)
{
	struct uk_vnode *old = v->parent;

	uk_free(v->name);
	v->name = name;
	v->parent = uk_vnode_ref(dir);
	uk_vnode_unref(old);
}

/* It keeps its parent: ".." leads there still. */
static void forget(struct uk_vnode *v)
{
	uk_free(v->name);
	v->name = NULL;
}

void uk_vnode_removed(struct uk_vnode *v)
{
	struct uk_vnode *twin = uk_vfs_cwd_twin(v);

	forget(v);
	if (twin)
		forget(twin);
}
