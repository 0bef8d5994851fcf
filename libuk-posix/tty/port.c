/* SPDX-License-Identifier: BSD-3-Clause */
/* Reading and writing a terminal from the program's side: what these calls wait for. */
#include <limits.h>
#include <poll.h>
#include "posix.h"
#include "tty_priv.h"

/* As many bytes as make a read return: POSIX XBD 11.1.7, cases A and B. */
static size_t enough(const struct uk_tty *t, size_t len)
{
	size_t min = t->modes.c_cc[VMIN];

	return min == 0 ? 1 : UK_MIN(min, len);
}

/* Wait until a read of @len bytes has what it waits for. 0, -EAGAIN or -EINTR. */
static int wait_input(struct uk_tty_port *p, size_t len, bool nonblock)
{
	struct uk_tty *t = &p->tty;
	const cc_t *cc = t->modes.c_cc;
	uint64_t began = uk_clock_ns(), deadline;
	size_t have;
	bool lines;
	int r;

	for (;;) {
		lines = t->modes.c_lflag & ICANON;
		have = lines ? t->canon != t->tail : t->head - t->tail;
		if (p->ended || have >= (lines ? 1 : enough(t, len)))
			return 0;
		if (!lines && cc[VMIN] == 0 && cc[VTIME] == 0)
			return 0;
		if (nonblock)
			return have && !lines ? 0 : -EAGAIN;
		deadline = UK_FOREVER;
		if (!lines && cc[VTIME] && (cc[VMIN] == 0 || have))
			deadline = (cc[VMIN] ? uk_clock_ns() : began) +
				   cc[VTIME] * UK_TTY_TENTH_NS;
		uk_sched_lock();
		/* Anything that happens to the terminal, then look again. */
		r = uk_waitq_wait_intr(&p->waiters, deadline);
		uk_sched_unlock();
		if (r == -EINTR)
			return have && !lines ? 0 : r;
		if (r < 0 && t->head - t->tail == have && !(t->modes.c_lflag & ICANON))
			return 0; /* the time is over */
	}
}

ssize_t uk_tty_readv(struct uk_tty_port *p, struct uk_file *f, const struct iovec *iov, int cnt)
{
	ssize_t r;

	while (cnt > 0 && iov->iov_len == 0)
		iov++, cnt--;
	if (cnt == 0)
		return 0;
	r = wait_input(p, iov->iov_len, f->oflags & O_NONBLOCK);
	if (r == -EAGAIN) {
		/* Whoever takes input in has its turn. */
		uk_give_way();
		r = wait_input(p, iov->iov_len, true);
	}
	if (r < 0)
		return r;
	/* One piece only: a short count is always right. */
	r = (ssize_t)uk_tty_take(&p->tty, iov->iov_base, iov->iov_len);
	p->ops->taken(p);
	return r;
}

static ssize_t room(struct uk_tty_port *p)
{
	if (p->tty.stopped)
		return 0;
	return p->ops->room ? p->ops->room(p) : SSIZE_MAX;
}

ssize_t uk_tty_writev(struct uk_tty_port *p, struct uk_file *f, const struct iovec *iov,
		      int cnt)
{
	ssize_t n = 0, r = 0;

	for (; cnt > 0; iov++, cnt--) {
		for (size_t at = 0; at < iov->iov_len; at += (size_t)r, n += r) {
			if ((r = room(p)) == 0 && f->oflags & O_NONBLOCK)
				r = -EAGAIN;
			if (r == 0 &&
			    uk_wait_event_intr(&p->waiters, (r = room(p)) != 0, UK_FOREVER) < 0)
				r = -EINTR;
			if (r < 0)
				return n ? n : r;
			r = UK_MIN(r, (ssize_t)(iov->iov_len - at));
			uk_tty_output(&p->tty, (char *)iov->iov_base + at, (size_t)r);
		}
	}
	return n;
}

short uk_tty_poll(struct uk_tty_port *p, short events)
{
	short r = 0;

	if (room(p) != 0)
		r |= events & (POLLOUT | POLLWRNORM);
	if (uk_tty_readable(&p->tty) || p->ended)
		r |= events & (POLLIN | POLLRDNORM);
	return r;
}
