/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ioctl(). What concerns the descriptor rather than what it refers to is done
 * here.
 */
#include <stdarg.h>
#include <sys/ioctl.h>
#include <uk/anchor.h>
#include "posix.h"

UK_NEED(uk_console_ioctl);

static int nonblocking(struct uk_file *f, bool on)
{
	int flags = on ? f->oflags | O_NONBLOCK : f->oflags & ~O_NONBLOCK;
	int r = f->ops->set_flags ? f->ops->set_flags(f, flags) : 0;

	if (r == 0)
		f->oflags = flags;
	return r;
}

static int request(int fd, unsigned long cmd, void *arg)
{
	struct uk_fd *e = uk_fd_entry(fd);
	struct uk_file *f;
	int r;

	if (!e)
		return -EBADF;
	f = uk_file_ref(e->file);
	switch (cmd) {
	case FIOCLEX:
	case FIONCLEX:
		e->flags = cmd == FIOCLEX ? FD_CLOEXEC : 0;
		r = 0;
		break;
	case FIONBIO:
		r = nonblocking(f, *(const int *)arg != 0);
		break;
	default:
		r = f->ops->ioctl ? f->ops->ioctl(f, cmd, arg) : -ENOTTY;
	}
	uk_file_unref(f);
	return r;
}

int ioctl(int fd, unsigned long cmd, ...)
{
	va_list ap;
	void *arg;

	va_start(ap, cmd);
	arg = va_arg(ap, void *);
	va_end(ap);
	return (int)uk_ret(UK_POINT_ONCE(request(fd, cmd, arg)));
}
