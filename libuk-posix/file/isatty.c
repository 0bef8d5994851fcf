/* SPDX-License-Identifier: BSD-3-Clause */
/* isatty(): POSIX XSH. A terminal is what knows its modes. */
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include "posix.h"

int isatty(int fd)
{
	struct termios t;

	return ioctl(fd, TCGETS, &t) == 0;
}
