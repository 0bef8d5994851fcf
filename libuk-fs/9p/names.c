/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * With fs.9p_cache=loose: which names lead where, and which files have a vnode. The first is a
 * table of (directory, name) with references and one list in order of last use; the second has
 * every regular file's vnode, so that all names and openings of a file share one cache.
 *
 * Nobody else runs between the end of a call and what is noted here of its result: threads
 * change only where they wait, and nothing here waits, but for the clunks when vnodes go.
 */
#include "p9.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <uk/heap.h>

#define BUCKETS	  256
#define NAMES_MAX 1024

struct name {
	struct uk_list used;
	struct name *next;	  /* in its bucket */
	struct uk_vnode *dir, *v; /* references */
	char name[];
};

struct p9_names {
	struct uk_list lru; /* the oldest first */
	size_t count;
	struct name *names[BUCKETS];
	struct p9_node *files[BUCKETS];
};

int p9_names_init(struct p9_fs *fs)
{
	fs->names = uk_zalloc(sizeof(*fs->names));
	if (!fs->names)
		return -ENOMEM;
	uk_list_init(&fs->names->lru);
	return 0;
}

static struct name **place(struct p9_names *t, const struct uk_vnode *dir, const char *name)
{
	uintptr_t h = (uintptr_t)dir >> 4;
	struct name **at;

	for (const char *s = name; *s; s++)
		h = h * 31 + (unsigned char)*s;
	at = &t->names[h % BUCKETS];
	while (*at && ((*at)->dir != dir || strcmp((*at)->name, name) != 0))
		at = &(*at)->next;
	return at;
}

/* Out of the table first: to give up the vnodes may wait. */
static void drop(struct p9_names *t, struct name **at)
{
	struct name *n = *at;

	*at = n->next;
	uk_list_remove(&n->used);
	t->count--;
	uk_vnode_unref(n->v);
	uk_vnode_unref(n->dir);
	uk_free(n);
}

static void drop_oldest(struct p9_names *t)
{
	struct name *n = uk_list_entry(t->lru.next, struct name, used);

	drop(t, place(t, n->dir, n->name));
}

struct uk_vnode *p9_name_find(struct uk_vnode *dir, const char *name)
{
	struct p9_names *t = p9_fs(dir)->names;
	struct name *n = t ? *place(t, dir, name) : NULL;

	if (!n)
		return NULL;
	uk_list_remove(&n->used);
	uk_list_insert(&t->lru, &n->used);
	return uk_vnode_ref(n->v);
}

void p9_name_keep(struct uk_vnode *dir, const char *name, struct uk_vnode *v)
{
	struct p9_names *t = p9_fs(dir)->names;
	struct name **at, *n;
	size_t len = strlen(name) + 1;

	if (!t || *(at = place(t, dir, name)))
		return;
	n = uk_malloc(sizeof(*n) + len);
	if (!n)
		return;
	n->dir = uk_vnode_ref(dir);
	n->v = uk_vnode_ref(v);
	n->next = NULL;
	memcpy(n->name, name, len);
	*at = n;
	uk_list_insert(&t->lru, &n->used);
	if (++t->count > NAMES_MAX)
		drop_oldest(t);
}

void p9_name_forget(struct uk_vnode *dir, const char *name)
{
	struct p9_names *t = p9_fs(dir)->names;
	struct name **at = t ? place(t, dir, name) : NULL;

	if (at && *at)
		drop(t, at);
}

void p9_names_forget(struct p9_fs *fs)
{
	while (fs->names && !uk_list_empty(&fs->names->lru))
		drop_oldest(fs->names);
}

static struct p9_node **bucket(struct p9_fs *fs, uint64_t ino)
{
	return &fs->names->files[(ino ^ ino >> 8) % BUCKETS];
}

struct uk_vnode *p9_file_find(struct p9_fs *fs, struct p9_qid qid)
{
	struct p9_node *n = NULL;

	if (fs->names && !(qid.type & (P9_QTDIR | P9_QTSYMLINK)))
		n = *bucket(fs, qid.path);
	while (n && n->v.ino != qid.path)
		n = n->next;
	if (!n)
		return NULL;
	p9_seen(n, qid);
	return uk_vnode_ref(&n->v);
}

void p9_file_add(struct p9_fs *fs, struct p9_node *n)
{
	struct p9_node **at;

	if (!fs->names || !S_ISREG(n->v.type))
		return;
	at = bucket(fs, n->v.ino);
	n->next = *at;
	*at = n;
}

void p9_file_remove(struct p9_fs *fs, struct p9_node *n)
{
	struct p9_node **at;

	if (!fs->names || !S_ISREG(n->v.type))
		return;
	at = bucket(fs, n->v.ino);
	while (*at && *at != n)
		at = &(*at)->next;
	if (*at)
		*at = n->next;
}
