/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Descriptors 0, 1 and 2 of the process. They are shared with other
 * processes, so their flags stay as they are: before a read, poll says whether
 * it would block, and a write that finds O_NONBLOCK set waits.
 */
#include <errno.h>
#include <uk/plat_linux.h>
#include "linux.h"

#define POLLIN	 1
#define POLLOUT	 4
#define TCGETS	 0x5401
#define SEEK_CUR 1

struct pollfd {
	int fd;
	short events, revents;
};

/* Files never make a reader wait, and poll would say so each time. */
static bool is_file(int fd)
{
	return sys3(UK_LINUX_NR_lseek, fd, 0, SEEK_CUR) >= 0;
}

/* Is @fd ready for @events? Waits for that if @wait. */
static bool ready(int fd, short events, bool wait)
{
	struct uk_linux_timespec now = { 0 }; /* no constant: ppoll writes what is left */
	struct pollfd p = { .fd = fd, .events = events };

	return sys4(UK_LINUX_NR_ppoll, (long)&p, 1, wait ? 0 : (long)&now, 0) > 0;
}

/* All of it. Returns @len or, of the pool's, -errno. */
static int write_all(int fd, const char *buf, size_t len)
{
	for (size_t done = 0; done < len;) {
		long r = sys3(UK_LINUX_NR_write, fd, (long)(buf + done), len - done);

		if (r > 0)
			done += r;
		else if (r == -LINUX_EAGAIN)
			ready(fd, POLLOUT, true);
		else if (r != -LINUX_EINTR)
			return done ? (int)done : r < 0 ? uk_linux_errno(r) : -EIO;
	}
	return len;
}

static int console_write(struct uk_console *c, const char *buf, size_t len)
{
	(void)c;
	return write_all(1, buf, len);
}

static void input_ready(struct uk_linux_watch *w, uint32_t events)
{
	(void)w;
	(void)events;
	uk_console_input();
}

static int console_read(struct uk_console *c, char *buf, size_t len)
{
	static struct uk_linux_watch watch = { .fd = 0,
					       .events = UK_LINUX_IN | UK_LINUX_EDGE,
					       .fn = input_ready };
	static bool watching, asked, file;
	long r;

	(void)c;
	if (!asked) {
		asked = true;
		file = is_file(0);
	}
	if (!file && !ready(0, POLLIN, false)) {
		/* Before saying "nothing", see to it that there will be a call. */
		if (!watching)
			watching = uk_linux_watch(&watch) == 0;
		if (!ready(0, POLLIN, false))
			return 0;
	}
	r = sys3(UK_LINUX_NR_read, 0, (long)buf, len);
	if (r > 0 || len == 0)
		return r;
	if (r == -LINUX_EAGAIN || r == -LINUX_EINTR)
		return 0;
	return r == 0 ? -EPIPE : uk_linux_errno(r);
}

void uk_linux_error_write(const char *buf, size_t len)
{
	write_all(2, buf, len);
}

bool uk_linux_console_tty(int fd)
{
	char termios[64];

	return sys3(UK_LINUX_NR_ioctl, fd, TCGETS, (long)termios) == 0;
}

static int error_write(struct uk_console *c, const char *buf, size_t len)
{
	(void)c;
	return write_all(2, buf, len);
}

struct uk_console uk_linux_console = { .write = console_write,
				       .read = console_read,
				       .write_error = error_write };
