/* SPDX-License-Identifier: BSD-3-Clause */
/* openpty(): both ends at once. The slave is found by its number, so no names are needed. */
#include <pty.h>
#include <stdlib.h>
#include <unistd.h>
#include <uk/pty.h>
#include "posix.h"

static int open_slave(int master)
{
	struct uk_file *f;
	unsigned n;
	int r;

	if (unlockpt(master) < 0 || ioctl(master, TIOCGPTN, &n) < 0)
		return -errno;
	r = uk_pty_open_slave(n, O_RDWR, &f);
	if (r < 0)
		return r;
	r = uk_fd_install(f, 0, 0);
	if (r < 0)
		uk_file_unref(f);
	return r;
}

int openpty(int *master, int *slave, char *name, const struct termios *modes,
	    const struct winsize *size)
{
	int m = posix_openpt(O_RDWR | O_NOCTTY), s;

	if (m < 0)
		return -1;
	s = open_slave(m);
	if (s < 0) {
		close(m);
		return (int)uk_ret(s);
	}
	if (modes)
		tcsetattr(s, TCSAFLUSH, modes);
	if (size)
		ioctl(s, TIOCSWINSZ, size);
	if (name)
		ptsname_r(m, name, UK_PTY_NAME_MAX);
	*master = m;
	*slave = s;
	return 0;
}
