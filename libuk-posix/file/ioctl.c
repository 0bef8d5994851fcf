/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ioctl(). What concerns the descriptor rather than what it refers to is done
 * here.
 */
#include <stdarg.h>
#include <sys/ioctl.h>
#include "posix.h"

static int nonblocking(struct uk_file *f, bool on)
{
	int flags = on ? f->oflags | O_NONBLOCK : f->oflags & ~O_NONBLOCK;
	int r = f->ops->set_flags ? f->ops->set_flags(f, flags) : 0;

	if (r == 0)
		f->oflags = flags;
	return r;
}

int ioctl(int fd, unsigned long request, ...)
{
	struct uk_fd *e = uk_fd_entry(fd);
	struct uk_file *f;
	va_list ap;
	void *arg;
	int r;

	if (!e)
		return (int)uk_ret(-EBADF);
	va_start(ap, request);
	arg = va_arg(ap, void *);
	va_end(ap);
	f = uk_file_ref(e->file);
	switch (request) {
	case FIOCLEX:
	case FIONCLEX:
		e->flags = request == FIOCLEX ? FD_CLOEXEC : 0;
		r = 0;
		break;
	case FIONBIO:
		r = nonblocking(f, *(const int *)arg != 0);
		break;
	default:
		r = f->ops->ioctl ? f->ops->ioctl(f, request, arg) : -ENOTTY;
	}
	uk_file_unref(f);
	return (int)uk_ret(r);
}
