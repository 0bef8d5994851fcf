/* SPDX-License-Identifier: BSD-3-Clause */
/* Ten thousand open descriptors of all kinds, waited for in each way, and the limit of their
 * number. */
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <uk/heap.h>
#include <uk/page.h>
#include "tests/suite.h"

#define MANY 10000

static long live(void)
{
	struct uk_heap_stats h;
	struct uk_page_stats p;

	uk_malloc_stats(&h);
	uk_page_stats(&p);
	return (long)h.used + (long)(p.total - p.free - h.pages) * 4096;
}

static void limit(rlim_t n)
{
	struct rlimit l;

	ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &l), 0);
	l.rlim_cur = n;
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &l), 0);
}

/* One or two descriptors of the @i-th kind in @fd: how many, negative: none to be had. */
static int some(int i, int fd[2])
{
	switch (i % 6) {
	case 0:
		return pipe2(fd, O_NONBLOCK) ? -1 : 2;
	case 1:
		return socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fd) ? -1 : 2;
	case 2:
		fd[0] = open("/some", O_CREAT | O_RDWR, 0600);
		break;
	case 3:
		fd[0] = socket(AF_INET, i % 12 < 6 ? SOCK_DGRAM : SOCK_STREAM, 0);
		break;
	case 4:
		fd[0] = eventfd(0, EFD_NONBLOCK);
		break;
	default:
		fd[0] = open("/dev/null", O_RDWR);
	}
	return fd[0] < 0 ? -1 : 1;
}

/*
 * Open up to @n; they come in order. Returns the next number. Here and below no assertion
 * that holds: Check remembers each, in memory.
 */
static int fill(int n)
{
	int fd[2], next = 3, i = 0, got;

	while (next < n - 1) {
		got = some(i++, fd);
		if (got <= 0 || fd[0] != next || fd[got - 1] != next + got - 1)
			ck_abort_msg("the %d-th: %d descriptors, errno %d", i, got, errno);
		next += got;
	}
	return next;
}

static void empty(int n)
{
	int i;

	for (i = 3; i < n; i++)
		if (close(i))
			ck_abort_msg("%d cannot be closed: errno %d", i, errno);
	if (close(n - 1) != -1)
		ck_abort_msg("closed twice");
}

START_TEST(ten_thousand_and_memory_is_back)
{
	long before = 0;
	int round;

	limit(MANY);
	for (round = 0; round < 3; round++) {
		/* The table of descriptors and lwIP's pools are kept; nothing else is. */
		if (round == 1)
			before = live();
		empty(fill(MANY));
	}
	ck_assert_int_eq(live(), before);
}
END_TEST

static void *write_later(void *arg)
{
	usleep(2000);
	return write(*(int *)arg, "12345678", 8) == 8 ? arg : NULL;
}

/* @ready is the only one of those at @p (all are silent pipes) that can be read. */
static void check_poll(struct pollfd *p, int n, int ready)
{
	int i;

	for (i = 0; i < n; i++)
		if (p[i].revents != (p[i].fd == ready ? POLLIN : 0))
			ck_abort_msg("%d: %d", p[i].fd, p[i].revents);
}

START_TEST(all_of_them_polled)
{
	struct pollfd *p = calloc(MANY, sizeof(*p));
	struct epoll_event ev = { .events = EPOLLIN }, got[4];
	int i, n = 0, ep, fd[2], last[2] = { -1, -1 };
	pthread_t t;
	char b[8];
	void *v;

	limit(MANY + 10);
	ep = epoll_create1(0);
	while (n < MANY / 2 - 10) {
		if (pipe2(fd, O_NONBLOCK))
			ck_abort_msg("pipe2: errno %d", errno);
		memcpy(last, fd, sizeof(fd));
		p[n++] = (struct pollfd){ .fd = fd[0], .events = POLLIN };
		ev.data.fd = fd[0];
		if (epoll_ctl(ep, EPOLL_CTL_ADD, fd[0], &ev))
			ck_abort_msg("epoll_ctl: errno %d", errno);
	}
	ck_assert_int_eq(poll(p, (nfds_t)n, 0), 0);
	ck_assert_int_eq(epoll_wait(ep, got, 4, 0), 0);
	ck_assert_int_eq(write(last[1], "12345678", 8), 8);
	ck_assert_int_eq(poll(p, (nfds_t)n, -1), 1);
	check_poll(p, n, last[0]);
	ck_assert_int_eq(epoll_wait(ep, got, 4, -1), 1);
	ck_assert_int_eq(got[0].data.fd, last[0]);
	ck_assert_int_eq(read(last[0], b, 8), 8);
	/* The same where the call has to sleep. */
	pthread_create(&t, NULL, write_later, &last[1]);
	ck_assert_int_eq(poll(p, (nfds_t)n, -1), 1);
	check_poll(p, n, last[0]);
	pthread_join(t, &v);
	ck_assert_ptr_nonnull(v);
	ck_assert_int_eq(read(last[0], b, 8), 8);
	pthread_create(&t, NULL, write_later, &last[1]);
	ck_assert_int_eq(epoll_wait(ep, got, 4, -1), 1);
	pthread_join(t, &v);
	/* More than there may be descriptors. */
	FAILS(poll(p, MANY + 11, 0), EINVAL);
	for (i = 3; i < MANY + 10; i++)
		close(i);
	free(p);
}
END_TEST

START_TEST(as_many_as_select_can_name)
{
	static fd_set r, w;
	struct timeval none = { 0, 0 };
	int fd[2], top = 0, n = 0;

	limit(FD_SETSIZE);
	FD_ZERO(&r);
	FD_ZERO(&w);
	while (pipe2(fd, O_NONBLOCK) == 0) {
		FD_SET(fd[0], &r);
		FD_SET(fd[1], &w);
		top = fd[1];
		n++;
	}
	ck_assert_int_eq(errno, EMFILE);
	ck_assert_int_gt(n, FD_SETSIZE / 2 - 5);
	ck_assert_int_eq(write(top, "x", 1), 1);
	ck_assert_int_eq(select(top + 1, &r, &w, NULL, &none), n + 1);
	ck_assert(FD_ISSET(top - 1, &r));
	ck_assert(!FD_ISSET(3, &r));
	empty(top + 1);
	FD_ZERO(&r);
	FD_SET(top, &r);
	FAILS(select(top + 1, &r, NULL, NULL, &none), EBADF);
	FAILS(select(-1, &r, NULL, NULL, &none), EINVAL);
}
END_TEST

START_TEST(duplicates_up_to_the_limit)
{
	limit(5000);
	ck_assert_int_eq(dup2(1, 4999), 4999);
	FAILS(dup2(1, 5000), EBADF);
	FAILS(dup2(1, INT_MAX), EBADF);
	FAILS(dup2(1, -1), EBADF);
	FAILS(dup3(1, 5000, 0), EBADF);
	FAILS(dup3(1, 1, 0), EINVAL);
	FAILS(fcntl(1, F_DUPFD, 5000), EINVAL);
	FAILS(fcntl(1, F_DUPFD, -1), EINVAL);
	FAILS(fcntl(1, F_DUPFD, 4999), EMFILE);
	ck_assert_int_eq(fcntl(1, F_DUPFD, 4990), 4990);
	/* What is open stays so under a lower limit. */
	limit(100);
	ck_assert_int_eq(fcntl(4999, F_GETFD), 0);
	FAILS(dup2(1, 4999), EBADF);
	ck_assert_int_eq(close(4999), 0);
	ck_assert_int_eq(close(4990), 0);
}
END_TEST

/* Files that come with a message where there is no number left for them. */
static void no_room_for_rights(int to, int from)
{
	char control[CMSG_SPACE(sizeof(int))] = { 0 }, b[4];
	struct iovec v = { b, 1 };
	struct msghdr m = { .msg_iov = &v,
			    .msg_iovlen = 1,
			    .msg_control = control,
			    .msg_controllen = sizeof(control) };
	struct cmsghdr *h = CMSG_FIRSTHDR(&m);

	h->cmsg_level = SOL_SOCKET;
	h->cmsg_type = SCM_RIGHTS;
	h->cmsg_len = CMSG_LEN(sizeof(int));
	memset(CMSG_DATA(h), 0, sizeof(int));
	ck_assert_int_eq(sendmsg(from, &m, 0), 1);
	ck_assert_int_eq(recvmsg(to, &m, 0), 1);
	ck_assert_int_eq(m.msg_flags, MSG_CTRUNC);
}

/* How many calls that make descriptors say EMFILE, @l is a listening socket; all do. */
static int refused(int l)
{
	int fd[2], i, n = 0;

	for (i = 0; i < 12; i++)
		n += some(i, fd) < 0 && errno == EMFILE;
	n += dup(0) < 0 && errno == EMFILE;
	n += epoll_create1(0) < 0 && errno == EMFILE;
	n += fcntl(0, F_DUPFD, 10) < 0 && errno == EMFILE;
	n += accept(l, NULL, NULL) < 0 && errno == EMFILE;
	return n;
}

START_TEST(nothing_is_lost_at_the_limit)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX, .sun_path = "\0limit" };
	int pair[2], fd[2], i, e, wrong, l = socket(AF_UNIX, SOCK_STREAM, 0);
	long before;

	ck_assert_int_eq(bind(l, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(listen(l, 4), 0);
	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	e = socket(AF_UNIX, SOCK_STREAM, 0);
	ck_assert_int_eq(connect(e, (struct sockaddr *)&a, sizeof(a)), 0);
	limit(64);
	close(e);
	for (i = pair[1] + 1; i < 64; i++)
		ck_assert_int_eq(dup(0), i);
	ck_assert_int_eq(refused(l), 16);
	before = live();
	wrong = refused(l);
	ck_assert_int_eq(live(), before);
	ck_assert_int_eq(wrong, 16);
	no_room_for_rights(pair[0], pair[1]);
	/* Two are wanted, and there is one: it stays free. */
	close(40);
	FAILS(pipe(fd), EMFILE);
	FAILS(socketpair(AF_UNIX, SOCK_STREAM, 0, fd), EMFILE);
	ck_assert_int_eq(dup(0), 40);
	/* The connection that could not be had is still there. */
	close(41);
	ck_assert_int_eq(accept(l, NULL, NULL), 41);
	for (i = l; i < 64; i++)
		close(i);
}
END_TEST

START_TEST(limits_are_limits)
{
	struct rlimit l, was;

	ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &was), 0);
	l = was;
	l.rlim_cur = l.rlim_max + 1;
	FAILS(setrlimit(RLIMIT_NOFILE, &l), EINVAL);
	l.rlim_max++;
	FAILS(setrlimit(RLIMIT_NOFILE, &l), EPERM);
	FAILS(getrlimit(-1, &l), EINVAL);
	FAILS(setrlimit(1000, &was), EINVAL);
	/* The hard one may come down, and, as we are root, go up again. */
	l = (struct rlimit){ 200, 300 };
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &l), 0);
	l.rlim_max = 0;
	ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &l), 0);
	ck_assert_int_eq(l.rlim_cur, 200);
	ck_assert_int_eq(l.rlim_max, 300);
	ck_assert_int_eq(sysconf(_SC_OPEN_MAX), 200);
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &was), 0);
}
END_TEST

SUITE("descriptors", limits_are_limits, ten_thousand_and_memory_is_back, all_of_them_polled,
      as_many_as_select_can_name, duplicates_up_to_the_limit, nothing_is_lost_at_the_limit)
