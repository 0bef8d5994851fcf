/* SPDX-License-Identifier: BSD-3-Clause */
/* fcntl(): POSIX XSH. */
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

/* May wait. */
static int lock(int fd, int cmd, struct flock *l)
{
	struct uk_file *f = uk_fd_get(fd);
	int r;

	if (!f)
		return -EBADF;
	r = uk_record_lock(f, cmd, l);
	uk_file_unref(f);
	return r;
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
		return (int)uk_ret(lock(fd, cmd, (struct flock *)arg));
	case F_SETLKW:
		return (int)uk_ret(UK_POINT(lock(fd, cmd, (struct flock *)arg)));
	case F_SETOWN:
		return 0;
	case F_GETOWN:
		return 1;
	default:
		return (int)uk_ret(-EINVAL);
	}
}
