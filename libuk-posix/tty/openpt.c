/* SPDX-License-Identifier: BSD-3-Clause */
/* posix_openpt(), grantpt(), unlockpt(): POSIX XSH. */
#include <stdlib.h>
#include <sys/ioctl.h>
#include <uk/anchor.h>
#include <uk/pty.h>
#include "posix.h"

/* Also of a master that open("/dev/ptmx") is to make. */
UK_NEED(uk_pty_open_master);
UK_NEED(uk_devpts); /* the names, of libuk-fs */

static int make(int oflags)
{
	struct uk_file *f;
	int r = uk_pty_open_master(oflags, &f);

	if (r < 0)
		return r;
	r = uk_fd_install(f, 0, oflags & O_CLOEXEC ? FD_CLOEXEC : 0);
	if (r < 0)
		uk_file_unref(f);
	return r;
}

int posix_openpt(int oflags)
{
	return (int)uk_ret(make(oflags));
}

/* @fd is not of that kind. */
static int not_master(void)
{
	if (errno == ENOTTY)
		errno = EINVAL;
	return -1;
}

int grantpt(int fd)
{
	unsigned n;

	return ioctl(fd, TIOCGPTN, &n) < 0 ? not_master() : 0;
}

int unlockpt(int fd)
{
	static const int off;

	return ioctl(fd, TIOCSPTLCK, &off) < 0 ? not_master() : 0;
}
