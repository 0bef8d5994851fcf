/* SPDX-License-Identifier: BSD-3-Clause */
/* ttyname(), ttyname_r(): POSIX XSH. A terminal is the console. */
#include <string.h>
#include <unistd.h>
#include "posix.h"

static char name[] = "/dev/tty";

int ttyname_r(int fd, char *buf, size_t len)
{
	if (!isatty(fd))
		return errno;
	if (len < sizeof(name))
		return ERANGE;
	memcpy(buf, name, sizeof(name));
	return 0;
}

char *ttyname(int fd)
{
	return isatty(fd) ? name : NULL;
}
