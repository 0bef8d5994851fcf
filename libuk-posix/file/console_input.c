/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Input of the console; linked with read() and poll() (UK_NEED there). poll() has
 * to know whether input is there without taking it, so one byte may be held
 * back in `ahead`.
 */
#include <poll.h>
#include <uk/console.h>
#include "posix.h"

static struct uk_waitq readers = UK_WAITQ_INIT(readers);
static char ahead;
static int nahead; /* 1: a byte is in `ahead`; negative errno: that is what comes next */

uint64_t uk_console_patience = UK_FOREVER;

static void input(void)
{
	uk_waitq_wake(&readers, UK_WAKE_ALL);
	for (int i = 0; i < 3; i++)
		uk_file_notify(&uk_console_files[i], POLLIN | POLLRDNORM);
}

/* Is there something to read, the end of input included? */
static bool readable(void)
{
	if (nahead == 0) {
		uk_console_input_hook = input;
		nahead = uk_console_read(&ahead, 1);
	}
	return nahead != 0;
}

int uk_console_take(char *buf, size_t len)
{
	int n = nahead, r;

	if (n < 0)
		return n;
	if (n > 0)
		buf[0] = ahead;
	nahead = 0;
	if ((size_t)n == len)
		return n;
	r = uk_console_read(buf + n, len - (size_t)n);
	if (r < 0)
		nahead = r; /* stays, and is told when what came before it was */
	return r > 0 ? n + r : n ? n : r;
}

bool uk_console_held(bool drop)
{
	bool held = nahead > 0;

	if (held && drop)
		nahead = 0;
	return held;
}

/* Readers that wait go on with the file's new operations. */
void uk_console_handed_over(void)
{
	uk_waitq_wake(&readers, UK_WAKE_ALL);
}

static bool handed_over(const struct uk_file *f)
{
	return f->ops->readv != uk_console_readv;
}

ssize_t uk_console_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	uint64_t deadline = UK_FOREVER;
	int n, r = 0;

	while (cnt > 0 && iov->iov_len == 0)
		iov++, cnt--;
	if (cnt == 0)
		return 0;
	/* One piece only: a short count is always right. */
	uk_console_input_hook = input;
	n = uk_console_take(iov->iov_base, iov->iov_len);
	if (n == 0 && f->oflags & O_NONBLOCK)
		return -EAGAIN;
	if (uk_console_patience != UK_FOREVER)
		deadline = uk_clock_ns() + uk_console_patience;
	if (n == 0)
		r = uk_wait_event_intr(
			&readers,
			handed_over(f) ||
				(n = uk_console_take(iov->iov_base, iov->iov_len)) != 0,
			deadline);
	if (r < 0)
		return r == -ETIMEDOUT ? 0 : r;
	if (n == 0)
		return f->ops->readv(f, iov, cnt, off);
	return n == -EPIPE ? 0 : n;
}

short uk_console_poll(struct uk_file *f, short events)
{
	short r = events & (POLLOUT | POLLWRNORM);

	(void)f;
	if (events & (POLLIN | POLLRDNORM) && readable())
		r |= events & (POLLIN | POLLRDNORM);
	return r;
}
