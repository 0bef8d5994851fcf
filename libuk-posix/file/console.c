/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The console as three open files, for descriptors 0, 1 and 2.
 * Bytes pass unchanged both ways: in a Linux process the host's terminal edits the lines. In
 * a machine they may become a terminal's: tty/console_tty.c.
 */
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <uk/anchor.h>
#include <uk/console.h>
#include "posix.h"

UK_NEED(uk_class_console);

/* console_input.c: there in an image that reads or polls. */
#pragma weak uk_console_readv
#pragma weak uk_console_poll
/* tty/ioctl.c: in one that calls ioctl(). */
#pragma weak uk_console_ioctl

static ssize_t console_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	ssize_t n = 0;
	int r;

	(void)off;
	for (; cnt > 0; iov++, cnt--) {
		if (iov->iov_len == 0)
			continue;
		if (f == &uk_console_files[2])
			r = uk_console_write_error(iov->iov_base, iov->iov_len);
		else
			r = uk_console_write(iov->iov_base, iov->iov_len);
		if (r < 0)
			return n ? n : r;
		n += r;
	}
	return n;
}

static bool is_tty(struct uk_file *f)
{
	return uk_console_is_tty((int)(f - uk_console_files));
}

static int console_stat(struct uk_file *f, struct stat *st)
{
	bool tty = is_tty(f);

	st->st_mode = (tty ? S_IFCHR : S_IFIFO) | 0620;
	st->st_nlink = 1;
	st->st_rdev = tty ? 5 << 8 | 1 : 0;
	st->st_blksize = tty ? 1024 : 4096; /* stdio's buffer */
	return 0;
}

static int console_ioctl(struct uk_file *f, unsigned long cmd, void *arg)
{
	if (uk_console_ioctl)
		return uk_console_ioctl(f, cmd, arg);
	return cmd == TCGETS && is_tty(f) ? 0 : -ENOTTY; /* isatty() */
}

static const struct uk_file_ops ops = {
	.type = "console",
	.readv = uk_console_readv,
	.writev = console_writev,
	.poll = uk_console_poll,
	.stat = console_stat,
	.ioctl = console_ioctl,
};

#define FILE_AT(i)                                                      \
	{                                                               \
		.ops = &ops, .refs = 1, .oflags = O_RDWR,               \
		.watchers = UK_LIST_INIT(uk_console_files[i].watchers), \
	}
struct uk_file uk_console_files[3] = { FILE_AT(0), FILE_AT(1), FILE_AT(2) };
