/* SPDX-License-Identifier: BSD-3-Clause */
/* File system "host": attributes. */
#include "host.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

static struct timespec from_linux(struct uk_linux_timespec t)
{
	return (struct timespec){ .tv_sec = t.sec, .tv_nsec = (long)t.nsec };
}

/* File types and permission bits are the same. */
static void convert(const struct uk_linux_stat *l, struct stat *st)
{
	st->st_dev = l->dev;
	st->st_ino = l->ino;
	st->st_mode = l->mode;
	st->st_nlink = (nlink_t)l->nlink;
	st->st_uid = l->uid;
	st->st_gid = l->gid;
	st->st_rdev = l->rdev;
	st->st_size = l->size;
	st->st_blksize = (blksize_t)l->blksize;
	st->st_blocks = (blkcnt_t)l->blocks;
	st->st_atim = from_linux(l->atime);
	st->st_mtim = from_linux(l->mtime);
	st->st_ctim = from_linux(l->ctime);
}

int uk_host_stat_fd(long fd, struct stat *st)
{
	struct uk_linux_stat l;
	long r = sys(UK_LINUX_NR_fstat, fd, &l);

	if (r == 0)
		convert(&l, st);
	return (int)r;
}

int uk_host_stat(struct uk_vnode *v, struct stat *st)
{
	struct uk_linux_stat l;
	long r;

	if (S_ISDIR(v->type))
		return uk_host_stat_fd(host_fd(v), st);
	r = sys(UK_LINUX_NR_newfstatat, host_fd(v), host_node(v)->leaf, &l,
		(long)L_AT_SYMLINK_NOFOLLOW);
	if (r == 0)
		convert(&l, st);
	return (int)r;
}

int uk_host_fstat(struct uk_vfile *f, struct stat *st)
{
	return uk_host_stat_fd((long)f->handle, st);
}

static struct uk_linux_timespec to_linux(const struct timespec *t)
{
	int64_t nsec = t->tv_nsec;

	if (nsec == UTIME_NOW)
		nsec = L_UTIME_NOW;
	else if (nsec == UTIME_OMIT)
		nsec = L_UTIME_OMIT;
	return (struct uk_linux_timespec){ t->tv_sec, nsec };
}

/* Times of @name in directory @fd, or of @fd itself if that is NULL. */
static long set_times(long fd, const char *name, const struct uk_attr *a)
{
	struct uk_linux_timespec t[2] = { to_linux(&a->atime), to_linux(&a->mtime) };

	return sys(UK_LINUX_NR_utimensat, fd, name, t, name ? (long)L_AT_SYMLINK_NOFOLLOW : 0L);
}

static long set_size(struct uk_vnode *v, off_t size)
{
	long r, fd = sys(UK_LINUX_NR_openat, host_fd(v), host_node(v)->leaf,
			 (long)(1 /* O_WRONLY */ | L_O_CLOEXEC | L_O_NOFOLLOW), 0L);

	if (fd < 0)
		return fd;
	r = sys(UK_LINUX_NR_ftruncate, fd, size);
	sys(UK_LINUX_NR_close, fd);
	return r;
}

int uk_host_setattr(struct uk_vnode *v, const struct uk_attr *a)
{
	const char *leaf = host_node(v)->leaf;
	long fd = host_fd(v), r = 0;

	if (a->which & UK_ATTR_SIZE)
		r = set_size(v, a->size);
	/* The host would follow a link here; they have no permissions of their own. */
	if (r == 0 && a->which & UK_ATTR_MODE)
		r = S_ISLNK(v->type) ? -EOPNOTSUPP
				     : sys(UK_LINUX_NR_fchmodat, fd, leaf, (long)a->mode);
	if (r == 0 && a->which & UK_ATTR_OWNER)
		r = sys(UK_LINUX_NR_fchownat, fd, leaf, (long)a->uid, (long)a->gid,
			(long)L_AT_SYMLINK_NOFOLLOW);
	if (r == 0 && a->which & UK_ATTR_TIMES)
		r = set_times(fd, leaf, a);
	return (int)r;
}

int uk_host_fsetattr(struct uk_vfile *f, const struct uk_attr *a)
{
	long fd = (long)f->handle, r = 0;

	if (a->which & UK_ATTR_SIZE)
		r = sys(UK_LINUX_NR_ftruncate, fd, a->size);
	if (r == 0 && a->which & UK_ATTR_MODE)
		r = sys(UK_LINUX_NR_fchmod, fd, (long)a->mode);
	if (r == 0 && a->which & UK_ATTR_OWNER)
		r = sys(UK_LINUX_NR_fchown, fd, (long)a->uid, (long)a->gid);
	if (r == 0 && a->which & UK_ATTR_TIMES)
		r = set_times(fd, NULL, a);
	return (int)r;
}

int uk_host_statvfs(struct uk_vnode *v, struct statvfs *s)
{
	long dir = host_fd(v), r;
	struct linux_statfs l;

	r = sys(UK_LINUX_NR_fstatfs, dir, &l);
	if (r < 0)
		return (int)r;
	s->f_bsize = (unsigned long)l.bsize;
	s->f_frsize = (unsigned long)(l.frsize ? l.frsize : l.bsize);
	s->f_blocks = l.blocks;
	s->f_bfree = l.bfree;
	s->f_bavail = l.bavail;
	s->f_files = l.files;
	s->f_ffree = s->f_favail = l.ffree;
	s->f_fsid = (unsigned)l.fsid[0];
	s->f_flag = (unsigned long)l.flags & (ST_RDONLY | ST_NOSUID);
	s->f_namemax = (unsigned long)l.namelen;
	return 0;
}
