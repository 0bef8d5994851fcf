/* SPDX-License-Identifier: BSD-3-Clause */
/* The life of a vnode. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <uk/heap.h>
#include <uk/vfs.h>

int uk_vnode_init(struct uk_vnode *v, const struct uk_vnode_ops *ops, struct uk_mount *m,
		  mode_t type, struct uk_vnode *parent, const char *name)
{
	v->ops = ops;
	v->mount = m;
	v->refs = 1;
	v->type = type & S_IFMT;
	v->dev = m ? m->dev : 0;
	if (!S_ISDIR(type) || !parent)
		return 0;
	v->name = uk_malloc(strlen(name) + 1);
	if (!v->name)
		return -ENOMEM;
	strcpy(v->name, name);
	v->parent = uk_vnode_ref(parent);
	return 0;
}

void uk_vnode_unref(struct uk_vnode *v)
{
	/* A loop, not a recursion: trees are deeper than stacks. */
	while (v && --v->refs == 0) {
		struct uk_vnode *parent = v->parent;

		uk_free(v->name);
		v->ops->release(v);
		v = parent;
	}
}
