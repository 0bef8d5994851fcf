/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * fcntl(): POSIX XSH. Record locks succeed, as there is no other process that
 * could hold one.
 */
#include <stdarg.h>
#include "posix.h"

#define SETTABLE (O_APPEND | O_NONBLOCK)

static int duplicate(struct uk_file *f, int min, int fdflags)
{
	int fd;

	if (min < 0 || (unsigned)min >= uk_fd_max)
		return -EINVAL;
	fd = uk_fd_install(uk_file_ref(f), min, fdflags);
	if (fd < 0)
		uk_file_unref(f);
	return fd;
}

static int set_flags(struct uk_file *f, int flags)
{
	int r;

	flags = (f->oflags & ~SETTABLE) | (flags & SETTABLE);
	r = f->ops->set_flags ? f->ops->set_flags(f, flags) : 0;
	if (r == 0)
		f->oflags = flags;
	return r;
}

static int lock(int cmd, struct flock *l)
{
	if (l->l_type != F_RDLCK && l->l_type != F_WRLCK && l->l_type != F_UNLCK)
		return -EINVAL;
	if (cmd == F_GETLK)
		l->l_type = F_UNLCK;
	return 0;
}

int fcntl(int fd, int cmd, ...)
{
	struct uk_fd *e = uk_fd_entry(fd);
	va_list ap;
	long arg;

	if (!e)
		return (int)uk_ret(-EBADF);
	va_start(ap, cmd);
	arg = va_arg(ap, long);
	va_end(ap);
	switch (cmd) {
	case F_DUPFD:
		return (int)uk_ret(duplicate(e->file, (int)arg, 0));
	case F_DUPFD_CLOEXEC:
		return (int)uk_ret(duplicate(e->file, (int)arg, FD_CLOEXEC));
	case F_GETFD:
		return e->flags;
	case F_SETFD:
		e->flags = (int)arg & FD_CLOEXEC;
		return 0;
	case F_GETFL:
		return e->file->oflags;
	case F_SETFL:
		return (int)uk_ret(set_flags(e->file, (int)arg));
	case F_GETLK:
	case F_SETLK:
	case F_SETLKW:
		return (int)uk_ret(lock(cmd, (struct flock *)arg));
	case F_SETOWN:
		return 0;
	case F_GETOWN:
		return 1;
	default:
		return (int)uk_ret(-EINVAL);
	}
}
