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
	int r = nahead;

	if (r == 0)
		return uk_console_read(buf, len);
	if (r > 0)
		buf[0] = ahead;
	/* The end of input stays. */
	nahead = r < 0 ? r : 0;
	return r;
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
	char *p;
	size_t len;
	ssize_t n = 0;
	int r;

	while (cnt > 0 && iov->iov_len == 0)
		iov++, cnt--;
	if (cnt == 0)
		return 0;
	if (!readable() && f->oflags & O_NONBLOCK)
		return -EAGAIN;
	r = uk_wait_event_intr(&readers, handed_over(f) || readable(),
			       uk_console_patience == UK_FOREVER
				       ? UK_FOREVER
				       : uk_clock_ns() + uk_console_patience);
	if (r < 0)
		return r == -ETIMEDOUT ? 0 : r;
	if (handed_over(f))
		return f->ops->readv(f, iov, cnt, off);
	if (nahead < 0)
		return nahead == -EPIPE ? 0 : nahead;
	p = iov->iov_base;
	len = iov->iov_len;
	p[n++] = ahead;
	nahead = 0;
	/* One piece only: a short count is always right. */
	if (len > 1) {
		r = uk_console_read(p + 1, len - 1);
		if (r > 0)
			n += r;
		else
			nahead = r;
	}
	return n;
}

short uk_console_poll(struct uk_file *f, short events)
{
	short r = events & (POLLOUT | POLLWRNORM);

	(void)f;
	if (events & (POLLIN | POLLRDNORM) && readable())
		r |= events & (POLLIN | POLLRDNORM);
	return r;
}
