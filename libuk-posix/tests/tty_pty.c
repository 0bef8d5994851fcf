/* SPDX-License-Identifier: BSD-3-Clause */
/* Native tests only: see tty_pty.h. A wait without an end is ended by Check. */
#include "tests/tty_pty.h"
#include <poll.h>
#include <pty.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>
/* Not ours (rename.h). */
#undef close
#undef poll
#undef read
#undef write

enum { USER, PROGRAM };

bool pty_open(int fds[2], const struct termios *modes)
{
	return openpty(&fds[USER], &fds[PROGRAM], NULL, modes, NULL) == 0;
}

static void write_all(int fd, const char *buf, size_t len)
{
	if (write(fd, buf, len) != (ssize_t)len)
		abort();
}

void pty_type(const int fds[2], const char *buf, size_t len)
{
	write_all(fds[USER], buf, len);
}

void pty_write(const int fds[2], const char *buf, size_t len)
{
	write_all(fds[PROGRAM], buf, len);
}

long pty_read(const int fds[2], char *buf, size_t len)
{
	return read(fds[PROGRAM], buf, len);
}

bool pty_seen(const int fds[2], char *buf, size_t len)
{
	size_t n = 0;

	while (n < len) {
		ssize_t r = read(fds[USER], buf + n, len - n);

		if (r <= 0)
			return false;
		n += (size_t)r;
	}
	return poll(&(struct pollfd){ .fd = fds[USER], .events = POLLIN }, 1, 0) == 0;
}

void pty_close(const int fds[2])
{
	close(fds[USER]);
	close(fds[PROGRAM]);
}
