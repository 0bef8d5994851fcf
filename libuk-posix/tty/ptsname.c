/* SPDX-License-Identifier: BSD-3-Clause */
/* ptsname(): POSIX XSH; and ptsname_r(). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <uk/anchor.h>
#include <uk/plat.h>
#include <uk/pty.h>
#include "posix.h"

UK_NEED(uk_pty_open_master);
UK_NEED(uk_devpts); /* the names, of libuk-fs */

int ptsname_r(int fd, char *buf, size_t len)
{
	char name[UK_PTY_NAME_MAX];
	unsigned n;

	if (ioctl(fd, TIOCGPTN, &n) < 0)
		return errno;
	uk_snprintf(name, sizeof(name), "/dev/pts/%u", n);
	if (strlen(name) >= len)
		return errno = ERANGE;
	strcpy(buf, name);
	return 0;
}

char *ptsname(int fd)
{
	static char name[UK_PTY_NAME_MAX];

	return ptsname_r(fd, name, sizeof(name)) == 0 ? name : NULL;
}
