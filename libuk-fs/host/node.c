/* SPDX-License-Identifier: BSD-3-Clause */
/* File system "host": names. */
#include "host.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uk/heap.h>

static int new_node(struct uk_mount *m, struct uk_vnode *dir, const char *name,
		    const struct uk_linux_stat *st, int fd, struct uk_vnode **out)
{
	const char *leaf = fd >= 0 ? "." : name;
	struct host_node *n = uk_zalloc(sizeof(*n) + strlen(leaf) + 1);

	if (!n)
		return -ENOMEM;
	if (uk_vnode_init(&n->v, &uk_host_ops, m, st->mode, dir, name) < 0) {
		uk_free(n);
		return -ENOMEM;
	}
	strcpy(n->leaf, leaf);
	n->v.dev = st->dev;
	n->v.ino = st->ino;
	n->fd = fd;
	if (fd < 0)
		n->dir = uk_vnode_ref(dir);
	*out = &n->v;
	return 0;
}

int uk_host_lookup(struct uk_vnode *dir, const char *name, struct uk_vnode **out)
{
	struct uk_linux_stat st;
	long fd = -1, r;

	r = sys(UK_LINUX_NR_newfstatat, host_fd(dir), name, &st, (long)L_AT_SYMLINK_NOFOLLOW);
	if (r < 0)
		return (int)r;
	if (S_ISDIR(st.mode)) {
		fd = sys(UK_LINUX_NR_openat, host_fd(dir), name,
			 (long)(L_O_PATH | L_O_DIRECTORY | L_O_NOFOLLOW | L_O_CLOEXEC), 0L);
		if (fd < 0)
			return (int)fd;
	}
	r = new_node(dir->mount, dir, name, &st, (int)fd, out);
	if (r < 0 && fd >= 0)
		sys(UK_LINUX_NR_close, fd);
	return (int)r;
}

int uk_host_root(struct uk_mount *m, int fd)
{
	struct uk_linux_stat st;
	long r = sys(UK_LINUX_NR_fstat, (long)fd, &st);

	return r < 0 ? (int)r : new_node(m, NULL, "", &st, fd, &m->root);
}

static int host_create(struct uk_vnode *dir, const char *name, mode_t mode, const char *target,
		       struct uk_vnode **out)
{
	long fd = host_fd(dir), r;

	if (S_ISDIR(mode))
		r = sys(UK_LINUX_NR_mkdirat, fd, name, (long)(mode & 07777));
	else if (S_ISLNK(mode))
		r = sys(UK_LINUX_NR_symlinkat, target, fd, name);
	else
		r = sys(UK_LINUX_NR_mknodat, fd, name, (long)mode, 0L);
	return r < 0 ? (int)r : uk_host_lookup(dir, name, out);
}

static int host_link(struct uk_vnode *dir, const char *name, struct uk_vnode *v)
{
	return (int)sys(UK_LINUX_NR_linkat, host_fd(v), host_node(v)->leaf, host_fd(dir), name,
			0L);
}

static int host_unlink(struct uk_vnode *dir, const char *name, struct uk_vnode *v)
{
	long flags = S_ISDIR(v->type) ? L_AT_REMOVEDIR : 0;

	return (int)sys(UK_LINUX_NR_unlinkat, host_fd(dir), name, flags);
}

static int host_rename(struct uk_vnode *dir, const char *name, struct uk_vnode *v,
		       struct uk_vnode *newdir, const char *newname, struct uk_vnode *over)
{
	(void)v;
	(void)over;
	return (int)sys(UK_LINUX_NR_renameat, host_fd(dir), name, host_fd(newdir), newname);
}

static ssize_t host_readlink(struct uk_vnode *v, char *buf, size_t len)
{
	if (!S_ISLNK(v->type) || len == 0)
		return -EINVAL;
	return sys(UK_LINUX_NR_readlinkat, host_fd(v), host_node(v)->leaf, buf, len);
}

static int host_access(struct uk_vnode *v, int mode)
{
	/* R_OK, W_OK, X_OK have the same values everywhere. */
	return (int)sys(UK_LINUX_NR_faccessat, host_fd(v), host_node(v)->leaf, (long)mode);
}

static void host_release(struct uk_vnode *v)
{
	struct host_node *n = host_node(v);

	if (n->fd >= 0)
		sys(UK_LINUX_NR_close, (long)n->fd);
	uk_vnode_unref(n->dir);
	uk_free(n);
}

const struct uk_vnode_ops uk_host_ops = {
	.lookup = uk_host_lookup,
	.create = host_create,
	.link = host_link,
	.unlink = host_unlink,
	.rename = host_rename,
	.getdents = uk_host_getdents,
	.readlink = host_readlink,
	.stat = uk_host_stat,
	.setattr = uk_host_setattr,
	.statvfs = uk_host_statvfs,
	.access = host_access,
	.open = uk_host_open,
	.create_open = uk_host_create_open,
	.fstat = uk_host_fstat,
	.fsetattr = uk_host_fsetattr,
	.readv = uk_host_readv,
	.writev = uk_host_writev,
	.sync = uk_host_sync,
	.lock_records = uk_host_lock,
	.lock_file = uk_host_flock,
	.close = uk_host_close,
	.release = host_release,
};
