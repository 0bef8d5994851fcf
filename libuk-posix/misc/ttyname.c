/* SPDX-License-Identifier: BSD-3-Clause */
/* ttyname(), ttyname_r(): POSIX XSH. A terminal is the console, or a pseudo-terminal. */
#include <string.h>
#include <unistd.h>
#include <uk/pty.h>
#include "posix.h"

/* In images that make pseudo-terminals. */
#pragma weak uk_pty_name

static void name_of(int fd, char name[UK_PTY_NAME_MAX])
{
	struct uk_fd *e = uk_fd_entry(fd);

	if (!uk_pty_name || !e || !uk_pty_name(e->file, name))
		strcpy(name, "/dev/tty");
}

int ttyname_r(int fd, char *buf, size_t len)
{
	char name[UK_PTY_NAME_MAX];

	if (!isatty(fd))
		return errno;
	name_of(fd, name);
	if (len <= strlen(name))
		return ERANGE;
	strcpy(buf, name);
	return 0;
}

char *ttyname(int fd)
{
	static char name[UK_PTY_NAME_MAX];

	return ttyname_r(fd, name, sizeof(name)) == 0 ? name : NULL;
}
