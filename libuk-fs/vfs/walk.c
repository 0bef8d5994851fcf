/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Path resolution (POSIX XBD 4.13): one name after the other, with ".", "..",
 * symbolic links and mount points handled here and nowhere else.
 */
#include "vfs_priv.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <uk/heap.h>

/* A path that is being walked; symbolic links are spliced in. */
struct path {
	const char *rest;
	char *spliced; /* what rest points into, if a link was met */
	unsigned links;
};

static int start_at(int dirfd, const char *path, struct uk_vnode **out)
{
	struct uk_vnode *v = NULL;
	struct uk_file *f;
	int r = 0;

	if (*path == '/' || dirfd == AT_FDCWD) {
		v = *path == '/' ? NULL : uk_vfs_cwd();
		if (!v) {
			struct uk_mount *m = uk_mounts;

			while (m && m->next)
				m = m->next;
			v = m ? m->root : NULL;
		}
		if (!v)
			return -ENOENT;
		*out = uk_vnode_ref(v);
		return 0;
	}
	f = uk_fd_get(dirfd);
	if (!f)
		return -EBADF;
	if (uk_vfile_of(f) && S_ISDIR(uk_vfile_of(f)->vnode->type))
		*out = uk_vnode_ref(uk_vfile_of(f)->vnode);
	else
		r = -ENOTDIR;
	uk_file_unref(f);
	return r;
}

/* The parent of @v, whose reference is taken over; the root is its own. */
static struct uk_vnode *up(struct uk_vnode *v)
{
	struct uk_vnode *p = v;

	while (!p->parent && p->mount->root == p && p->mount->covered)
		p = p->mount->covered;
	if (p->parent)
		p = p->parent;
	uk_vnode_ref(p);
	uk_vnode_unref(v);
	return p;
}

/* The next name of @p into @name: its length, 0 at the end. */
static ssize_t next_name(struct path *p, char *name)
{
	size_t n;

	while (*p->rest == '/')
		p->rest++;
	n = strcspn(p->rest, "/");
	if (n > UK_NAME_MAX)
		return -ENAMETOOLONG;
	if (n == 0)
		return 0;
	memcpy(name, p->rest, n);
	name[n] = '\0';
	p->rest += n;
	return (ssize_t)n;
}

/* Nothing but slashes is left. */
static bool at_end(const struct path *p)
{
	return p->rest[strspn(p->rest, "/")] == '\0';
}

/* Put the target of link @v in front of what is left of @p. */
static int splice_link(struct path *p, struct uk_vnode *v)
{
	size_t rest = strlen(p->rest);
	ssize_t n;
	char *s;

	if (++p->links > UK_LINKS_MAX)
		return -ELOOP;
	s = uk_malloc(UK_PATH_MAX + rest + 1);
	if (!s)
		return -ENOMEM;
	n = v->ops->readlink ? v->ops->readlink(v, s, UK_PATH_MAX) : -EINVAL;
	if (n == 0)
		n = -ENOENT;
	if (n == UK_PATH_MAX || (n > 0 && (size_t)n + rest >= UK_PATH_MAX))
		n = -ENAMETOOLONG;
	if (n < 0) {
		uk_free(s);
		return (int)n;
	}
	memcpy(s + n, p->rest, rest + 1);
	uk_free(p->spliced);
	p->spliced = s;
	p->rest = s;
	return 0;
}

static int lookup(struct uk_vnode *dir, const char *name, struct uk_vnode **out)
{
	int r = dir->ops->lookup ? dir->ops->lookup(dir, name, out) : -ENOENT;

	if (r == 0)
		*out = uk_mount_cross(*out);
	return r;
}

/* One walk from @v, whose reference is taken over. */
static int walk(struct uk_walk *w, struct path *p, struct uk_vnode *v, unsigned flags)
{
	struct uk_vnode *next;
	ssize_t n;
	int r;

	for (;;) {
		bool last, slash;

		n = next_name(p, w->name);
		if (n <= 0) {
			w->v = v;
			return (int)n;
		}
		r = -ENOTDIR;
		if (!S_ISDIR(v->type))
			break;
		last = at_end(p);
		slash = *p->rest == '/';
		uk_vnode_unref(w->dir);
		w->dir = NULL;
		w->dots = n <= 2 && w->name[0] == '.' && (n == 1 || w->name[1] == '.');
		if (w->dots) {
			if (n == 2)
				v = up(v);
			continue;
		}
		r = lookup(v, w->name, &next);
		if (r == -ENOENT && last && flags & UK_WALK_CREATE &&
		    (!slash || flags & UK_WALK_DIR)) {
			w->dir = v;
			return 0;
		}
		if (r < 0)
			break;
		if (S_ISLNK(next->type) && (!last || slash || !(flags & UK_WALK_NOFOLLOW))) {
			r = splice_link(p, next);
			uk_vnode_unref(next);
			if (r < 0)
				break;
			if (*p->rest == '/') {
				uk_vnode_unref(v);
				r = start_at(AT_FDCWD, "/", &v);
				if (r < 0)
					return r;
			}
			continue;
		}
		w->dir = v;
		v = next;
		if (last && slash && !S_ISDIR(v->type)) {
			r = -ENOTDIR;
			break;
		}
	}
	uk_vnode_unref(v);
	return r;
}

int uk_vfs_walk(struct uk_walk *w, int dirfd, const char *path, unsigned flags)
{
	struct path p = { .rest = path };
	struct uk_vnode *v;
	int r;

	w->v = w->dir = NULL;
	w->dots = false;
	w->name[0] = '\0';
	if (!path)
		return -EFAULT;
	if (*path == '\0')
		return -ENOENT;
	if (strnlen(path, UK_PATH_MAX) == UK_PATH_MAX)
		return -ENAMETOOLONG;
	r = start_at(dirfd, path, &v);
	if (r < 0)
		return r;
	r = walk(w, &p, v, flags);
	uk_free(p.spliced);
	if (r < 0)
		uk_walk_end(w);
	return r;
}

void uk_walk_end(struct uk_walk *w)
{
	uk_vnode_unref(w->v);
	uk_vnode_unref(w->dir);
	w->v = w->dir = NULL;
}

int uk_vfs_lookup(int dirfd, const char *path, unsigned flags, struct uk_vnode **out)
{
	struct uk_walk w;
	int r = uk_vfs_walk(&w, dirfd, path, flags & UK_WALK_NOFOLLOW);

	if (r < 0)
		return r;
	*out = uk_vnode_ref(w.v);
	uk_walk_end(&w);
	return 0;
}
