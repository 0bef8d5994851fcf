/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * select(), pselect(): POSIX XSH. The sets become a vector for uk_poll. As on
 * Linux an error or hang-up makes a descriptor readable, an error writable.
 */
#include <poll.h>
#include <string.h>
#include <sys/select.h>
#include <uk/heap.h>
#include "posix.h"

#define FEW	  16 /* descriptors that fit on the stack */
#define READABLE  (POLLIN | POLLRDNORM | POLLRDBAND | POLLHUP | POLLERR)
#define WRITABLE  (POLLOUT | POLLWRNORM | POLLWRBAND | POLLERR)
#define EXCEPTION POLLPRI

static short wanted(int fd, fd_set *r, fd_set *w, fd_set *x)
{
	short e = 0;

	if (r && FD_ISSET(fd, r))
		e |= POLLIN;
	if (w && FD_ISSET(fd, w))
		e |= POLLOUT;
	if (x && FD_ISSET(fd, x))
		e |= POLLPRI;
	return e;
}

static int mark(fd_set *s, short events, const struct pollfd *p)
{
	if (!s || !(p->revents & events))
		return 0;
	FD_SET(p->fd, s);
	return 1;
}

/* As far as @n descriptors take: programs pass sets with room for no more (libevent). */
static void clear(fd_set *s, int n)
{
	if (s)
		memset(s, 0, ((size_t)n + NFDBITS - 1) / NFDBITS * sizeof(fd_mask));
}

static int uk_select(int n, fd_set *r, fd_set *w, fd_set *x, uint64_t deadline)
{
	struct pollfd few[FEW], *fds = few;
	int i, count = 0, used = 0, ret;

	for (i = 0; i < n; i++)
		count += wanted(i, r, w, x) != 0;
	if (count > FEW && !(fds = uk_malloc((size_t)count * sizeof(*fds))))
		return -ENOMEM;
	for (i = 0; i < n; i++) {
		short e = wanted(i, r, w, x);

		if (!e)
			continue;
		ret = -EBADF;
		if (!uk_fd_entry(i))
			goto out;
		fds[used++] = (struct pollfd){ .fd = i, .events = e };
	}
	ret = uk_poll(fds, (unsigned long)count, deadline);
	if (ret < 0)
		goto out;
	clear(r, n);
	clear(w, n);
	clear(x, n);
	for (ret = 0, i = 0; i < count; i++) {
		/* What was not asked for is not told. */
		ret += fds[i].events & POLLIN ? mark(r, READABLE, &fds[i]) : 0;
		ret += fds[i].events & POLLOUT ? mark(w, WRITABLE, &fds[i]) : 0;
		ret += fds[i].events & POLLPRI ? mark(x, EXCEPTION, &fds[i]) : 0;
	}
out:
	if (fds != few)
		uk_free(fds);
	return ret;
}

int pselect(int n, fd_set *r, fd_set *w, fd_set *x, const struct timespec *timeout,
	    const sigset_t *mask)
{
	uint64_t deadline = UK_FOREVER;
	sigset_t before = { 0 };
	ssize_t ret = 0;

	if (n < 0 || n > FD_SETSIZE)
		ret = -EINVAL;
	else if (timeout)
		ret = uk_deadline_in(timeout, &deadline);
	if (ret < 0)
		return (int)uk_ret(ret);
	if (mask && uk_sig_swap_mask)
		before = uk_sig_swap_mask(*mask);
	ret = UK_POINT_ONCE(uk_select(n, r, w, x, deadline));
	if (mask && uk_sig_swap_mask)
		uk_sig_swap_mask(before);
	return (int)uk_ret(ret);
}

int select(int n, fd_set *r, fd_set *w, fd_set *x, struct timeval *timeout)
{
	struct timespec ts;

	if (!timeout)
		return pselect(n, r, w, x, NULL, NULL);
	if (timeout->tv_sec < 0 || timeout->tv_usec < 0)
		return (int)uk_ret(-EINVAL);
	ts.tv_sec = timeout->tv_sec + timeout->tv_usec / 1000000;
	ts.tv_nsec = timeout->tv_usec % 1000000 * 1000;
	return pselect(n, r, w, x, &ts, NULL);
}
