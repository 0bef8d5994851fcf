/* SPDX-License-Identifier: BSD-3-Clause */
/* isatty(): POSIX XSH. A terminal is what knows its modes. */
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include "posix.h"

int isatty(int fd)
{
	struct uk_fd *e = uk_fd_entry(fd);
	struct termios t;
	int r = -EBADF;

	if (e)
		r = e->file->ops->ioctl ? e->file->ops->ioctl(e->file, TCGETS, &t) : -ENOTTY;
	return uk_ret(r) == 0;
}
