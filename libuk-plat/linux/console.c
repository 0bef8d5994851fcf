/* SPDX-License-Identifier: BSD-3-Clause */
/* The process's standard streams as the console. */
#include <errno.h>
#include <uk/console.h>
#include "linux.h"

#define LINUX_EINTR   4
#define LINUX_EAGAIN  11
#define LINUX_POLLIN  1
#define LINUX_POLLOUT 4
#define LINUX_TCGETS  0x5401

static void write_all(int fd, const char *buf, size_t len)
{
	struct linux_pollfd p = { .fd = fd, .events = LINUX_POLLOUT };

	while (len) {
		long n = SYS3(write, fd, buf, len);

		if (n >= 0) {
			buf += n;
			len -= n;
		} else if (n == -LINUX_EAGAIN) {
			/* Somebody else made the terminal non-blocking. */
			SYS3(poll, &p, 1, -1);
		} else if (n != -LINUX_EINTR) {
			return; /* closed, or no space: nobody can be told */
		}
	}
}

void linux_console_write(const char *buf, size_t len)
{
	write_all(1, buf, len);
}

void linux_console_error(const char *buf, size_t len)
{
	write_all(2, buf, len);
}

static void readable(struct uk_linux_watch *w, uint32_t events)
{
	(void)w, (void)events;
	uk_console_input();
}

/*
 * Poll first, so that a descriptor which others share need not be made
 * non-blocking. Who finds nothing has the input watched for, once.
 */
int linux_console_read(char *buf, size_t len)
{
	static struct uk_linux_watch watch = { .fd = 0, .events = UK_LINUX_IN | UK_LINUX_ONESHOT, .fn = readable };
	struct linux_pollfd p = { .fd = 0, .events = LINUX_POLLIN };
	long n;

	if (SYS3(poll, &p, 1, 0) == 0) {
		uk_linux_watch(&watch);
		return 0;
	}
	do
		n = SYS3(read, 0, buf, len);
	while (n == -LINUX_EINTR);
	return n > 0 ? n : -EPIPE; /* the end, or an error that will not go away */
}

bool linux_console_is_tty(int fd)
{
	char termios[64];

	return SYS3(ioctl, fd, LINUX_TCGETS, termios) == 0;
}
