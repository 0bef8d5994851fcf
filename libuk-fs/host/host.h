/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Vnodes of host files. A directory is an O_PATH descriptor; anything else is a
 * name in one, so that looking at a file costs one system call. Single
 * names only, never followed: what the host resolves cannot leave the tree.
 */
#ifndef HOST_H
#define HOST_H

#include "linux.h"
#include <uk/plat_linux.h>
#include <uk/vfs.h>

/* A system call with up to five arguments: sys(UK_LINUX_NR_close, fd). The pool's -errno. */
#define sys(...) host_sys6(__VA_ARGS__, 0, 0, 0, 0, 0, 0)
#define host_sys6(nr, a, b, c, d, e, ...)                                               \
	uk_linux_errno(uk_linux_syscall(nr, (long)(a), (long)(b), (long)(c), (long)(d), \
					(long)(e), 0))

struct host_node {
	struct uk_vnode v;
	int fd;		      /* a directory's, else -1 */
	struct uk_vnode *dir; /* of anything else: reference */
	char leaf[];	      /* "." for a directory */
};

extern const struct uk_vnode_ops uk_host_ops;

static inline struct host_node *host_node(struct uk_vnode *v)
{
	return uk_container_of(v, struct host_node, v);
}

/* The descriptor that leaf is relative to. */
static inline long host_fd(struct uk_vnode *v)
{
	return host_node(v)->dir ? host_node(host_node(v)->dir)->fd : host_node(v)->fd;
}

/* node.c */
int uk_host_lookup(struct uk_vnode *dir, const char *name, struct uk_vnode **out);
int uk_host_root(struct uk_mount *m, int fd);

/* file.c */
long uk_host_flags(int oflags);
/* As readv and writev of uk_file_ops, by these system calls for one and for many pieces. */
ssize_t uk_host_move(long fd, long nr, long nrv, const struct iovec *iov, int cnt, off_t off);
int uk_host_open(struct uk_vnode *v, int oflags, struct uk_file **out);
int uk_host_create_open(struct uk_vnode *dir, const char *name, mode_t mode, int oflags,
			struct uk_file **out);
ssize_t uk_host_readv(struct uk_vfile *f, const struct iovec *iov, int cnt, off_t off);
ssize_t uk_host_writev(struct uk_vfile *f, const struct iovec *iov, int cnt, off_t off);
int uk_host_sync(struct uk_vfile *f);
void uk_host_close(struct uk_vfile *f);
int uk_host_getdents(struct uk_vfile *f, struct uk_dirent_sink *sink);

/* lock.c */
int uk_host_lock(struct uk_vfile *f, int cmd, struct flock *l);
int uk_host_flock(struct uk_vfile *f, int operation);

/* stream.c: open @v, which is neither a regular file nor a directory. */
int uk_host_open_stream(struct uk_vnode *v, int oflags, struct uk_file **out);
/* A while, in which nothing happens that the host would tell of. 0 or -EINTR. */
int uk_host_pause(uint64_t ns);

/* attr.c */
int uk_host_stat_fd(long fd, struct stat *st);
int uk_host_stat(struct uk_vnode *v, struct stat *st);
int uk_host_fstat(struct uk_vfile *f, struct stat *st);
int uk_host_setattr(struct uk_vnode *v, const struct uk_attr *a);
int uk_host_fsetattr(struct uk_vfile *f, const struct uk_attr *a);
int uk_host_statvfs(struct uk_vnode *v, struct statvfs *s);

#endif
