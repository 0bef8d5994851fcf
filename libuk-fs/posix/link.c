/* SPDX-License-Identifier: BSD-3-Clause */
/* link(), linkat(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uk/vfs.h>

static int make_link(struct uk_vnode *v, int dirfd, const char *path)
{
	struct uk_walk w;
	int r;

	if (S_ISDIR(v->type))
		return -EPERM;
	r = uk_vfs_walk(&w, dirfd, path, UK_WALK_NOFOLLOW | UK_WALK_CREATE);
	if (r < 0)
		return r;
	if (w.v)
		r = -EEXIST;
	else if (w.dir->mount != v->mount)
		r = -EXDEV;
	else
		r = w.dir->ops->link ? w.dir->ops->link(w.dir, w.name, v) : -EPERM;
	uk_walk_end(&w);
	return r;
}

int linkat(int fromfd, const char *from, int tofd, const char *to, int flags)
{
	struct uk_vnode *v;
	int r;

	if (flags & ~AT_SYMLINK_FOLLOW)
		return (int)uk_ret(-EINVAL);
	r = uk_vfs_lookup(fromfd, from, flags ? 0 : UK_WALK_NOFOLLOW, &v);
	if (r == 0) {
		r = make_link(v, tofd, to);
		uk_vnode_unref(v);
	}
	return (int)uk_ret(r);
}

int link(const char *from, const char *to)
{
	return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}
