/* SPDX-License-Identifier: BSD-3-Clause */
/* File system "host": open files. What may block there is stream.c's. */
#include "host.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <uk/pty.h>

/* In images that make pseudo-terminals. */
#pragma weak uk_pty_open_master

/* O_RDONLY, O_WRONLY, O_RDWR are the same. */
long uk_host_flags(int oflags)
{
	long l = (oflags & O_ACCMODE) | L_O_CLOEXEC | L_O_NOFOLLOW | L_O_NOCTTY;

	l |= oflags & O_APPEND ? L_O_APPEND : 0;
	l |= oflags & O_TRUNC ? L_O_TRUNC : 0;
	l |= oflags & O_EXCL ? L_O_EXCL : 0;
	l |= oflags & O_NONBLOCK ? L_O_NONBLOCK : 0;
	l |= oflags & O_SYNC ? L_O_SYNC : 0;
	return l;
}

/* An open file for @fd, which is closed if there is no memory. */
static int wrap(struct uk_vnode *v, int oflags, long fd, struct uk_file **out)
{
	struct uk_vfile *f = uk_vfile_new(v, oflags & ~(O_TRUNC | O_EXCL), (uintptr_t)fd);

	if (!f) {
		sys(UK_LINUX_NR_close, fd);
		return -ENOMEM;
	}
	*out = &f->file;
	return 0;
}

/* Whose slaves would not be in the image's /dev/pts. */
static bool is_ptmx(struct uk_vnode *v)
{
	struct stat st = { 0 };

	return S_ISCHR(v->type) && uk_host_stat(v, &st) == 0 && st.st_rdev == UK_PTMX_RDEV;
}

int uk_host_open(struct uk_vnode *v, int oflags, struct uk_file **out)
{
	long fd;

	if (uk_pty_open_master && is_ptmx(v))
		return uk_pty_open_master(oflags, out);
	if (!S_ISREG(v->type) && !S_ISDIR(v->type))
		return uk_host_open_stream(v, oflags, out);
	fd = sys(UK_LINUX_NR_openat, host_fd(v), host_node(v)->leaf, uk_host_flags(oflags), 0L);
	return fd < 0 ? (int)fd : wrap(v, oflags, fd, out);
}

int uk_host_create_open(struct uk_vnode *dir, const char *name, mode_t mode, int oflags,
			struct uk_file **out)
{
	struct uk_vnode *v;
	long fd, r;

	fd = sys(UK_LINUX_NR_openat, host_fd(dir), name, uk_host_flags(oflags) | L_O_CREAT,
		 (long)(mode & 07777));
	if (fd < 0)
		return (int)fd;
	r = uk_host_lookup(dir, name, &v);
	if (r < 0) {
		sys(UK_LINUX_NR_close, fd);
		return (int)r;
	}
	r = wrap(v, oflags, fd, out);
	uk_vnode_unref(v);
	return (int)r;
}

static long fd_of(const struct uk_vfile *f)
{
	return (long)f->handle;
}

/* One piece by system call @nr, more by @nrv; both ignore @off if they have no position. */
ssize_t uk_host_move(long fd, long nr, long nrv, const struct iovec *iov, int cnt, off_t off)
{
	ssize_t r;

	do {
		if (cnt == 1)
			r = sys(nr, fd, iov->iov_base, iov->iov_len, off);
		else
			r = sys(nrv, fd, iov, (long)UK_MIN(cnt, L_IOV_MAX), off, 0L);
	} while (r == -EINTR);
	return r;
}

ssize_t uk_host_readv(struct uk_vfile *f, const struct iovec *iov, int cnt, off_t off)
{
	return uk_host_move(fd_of(f), UK_LINUX_NR_pread64, UK_LINUX_NR_preadv, iov, cnt, off);
}

ssize_t uk_host_writev(struct uk_vfile *f, const struct iovec *iov, int cnt, off_t off)
{
	return uk_host_move(fd_of(f), UK_LINUX_NR_pwrite64, UK_LINUX_NR_pwritev, iov, cnt, off);
}

int uk_host_sync(struct uk_vfile *f)
{
	return (int)sys(UK_LINUX_NR_fsync, fd_of(f));
}

void uk_host_close(struct uk_vfile *f)
{
	sys(UK_LINUX_NR_close, fd_of(f));
}

int uk_host_getdents(struct uk_vfile *f, struct uk_dirent_sink *sink)
{
	char buf[1024] __attribute__((aligned(8)));
	long n = sys(UK_LINUX_NR_lseek, fd_of(f), f->file.pos, 0L /* SEEK_SET */);

	if (n < 0)
		return (int)n;
	for (;;) {
		n = sys(UK_LINUX_NR_getdents64, fd_of(f), buf, (long)sizeof(buf));
		if (n <= 0)
			return (int)n;
		for (long at = 0; at < n;) {
			struct linux_dirent64 *d = (struct linux_dirent64 *)(buf + at);

			/* DT_ values are the same. */
			if (!sink->emit(sink, d->name, __builtin_strlen(d->name), d->ino,
					d->type, d->off))
				return 0;
			f->file.pos = d->off;
			at += d->reclen;
		}
	}
}
