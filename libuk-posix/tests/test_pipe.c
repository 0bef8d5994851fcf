/* SPDX-License-Identifier: BSD-3-Clause */
/* Pipes, and waiting on them with poll() and select(). */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <unistd.h>
#include "posix.h"
#include "tests/fakes.h"
#include "tests/suite.h"

static int p[2];
static char big[200000];

START_TEST(bytes_come_out_in_order)
{
	unsigned char in[300], out[300], next_in = 0, next_out = 0;
	int i, j;

	srand(2);
	ck_assert_int_eq(pipe2(p, O_NONBLOCK), 0);
	for (i = 0; i < 3000; i++) {
		int n = rand() % 300, r;

		for (j = 0; j < n; j++)
			in[j] = (unsigned char)(next_in + j);
		r = (int)write(p[1], in, (size_t)n);
		if (r > 0)
			next_in = (unsigned char)(next_in + r);
		r = (int)read(p[0], out, (size_t)(rand() % 300));
		for (j = 0; j < r; j++)
			ck_assert_int_eq(out[j], next_out++);
	}
	close(p[0]);
	close(p[1]);
	ck_assert_int_eq(fake_heap_live, uk_fd_size > 4);
}
END_TEST

START_TEST(ends)
{
	char c;

	ck_assert_int_eq(pipe(p), 0);
	ck_assert_int_eq(write(p[1], "a", 1), 1);
	close(p[1]);
	ck_assert_int_eq(read(p[0], &c, 1), 1);
	ck_assert_int_eq(read(p[0], &c, 1), 0);
	close(p[0]);
	ck_assert_int_eq(pipe(p), 0);
	close(p[0]);
	FAILS(write(p[1], "a", 1), EPIPE);
	FAILS(read(p[1], &c, 1), EBADF);
}
END_TEST

START_TEST(nonblocking)
{
	char c;
	int n = -1;

	ck_assert_int_eq(pipe2(p, O_NONBLOCK | O_CLOEXEC), 0);
	ck_assert_int_eq(fcntl(p[0], F_GETFD), FD_CLOEXEC);
	FAILS(read(p[0], &c, 1), EAGAIN);
	ck_assert_int_eq(read(p[0], &c, 0), 0);
	ck_assert_int_eq(write(p[1], big, sizeof(big)), 65536);
	ck_assert_int_eq(ioctl(p[0], FIONREAD, &n), 0);
	ck_assert_int_eq(n, 65536);
	FAILS(write(p[1], big, 1), EAGAIN);
	ck_assert_int_eq(read(p[0], big, 100), 100);
	/* PIPE_BUF bytes or nothing */
	FAILS(write(p[1], big, 101), EAGAIN);
	ck_assert_int_eq(write(p[1], big, 100), 100);
	FAILS(pipe2(p, 0x40000000), EINVAL);
}
END_TEST

static void drain(void)
{
	static char sink[30000];

	ck_assert_int_gt(read(p[0], sink, sizeof(sink)), 0);
}

START_TEST(a_blocking_write_is_whole)
{
	ck_assert_int_eq(pipe(p), 0);
	fake_progress = drain;
	ck_assert_int_eq(write(p[1], big, sizeof(big)), sizeof(big));
}
END_TEST

static void feed(void)
{
	ck_assert_int_eq(write(p[1], "z", 1), 1);
}

START_TEST(a_blocking_read_waits)
{
	char c = 0;

	ck_assert_int_eq(pipe(p), 0);
	fake_progress = feed;
	ck_assert_int_eq(read(p[0], &c, 1), 1);
	ck_assert_int_eq(c, 'z');
}
END_TEST

static void interrupt(void)
{
	fake_notify();
}

static void interrupt_then_feed(void)
{
	fake_progress = feed;
	fake_notify();
}

START_TEST(a_blocking_call_is_interrupted)
{
	struct pollfd pfd;
	char c;

	ck_assert_int_eq(pipe(p), 0);
	pfd = (struct pollfd){ .fd = p[0], .events = POLLIN };
	fake_progress = interrupt;
	fake_handler = 2;
	FAILS(read(p[0], &c, 1), EINTR);
	fake_handler = 1; /* SA_RESTART: not for poll() */
	FAILS(poll(&pfd, 1, -1), EINTR);
	ck_assert_int_gt(write(p[1], big, sizeof(big)), 0); /* what went in counts */
	close(p[0]);
	close(p[1]);
	ck_assert_int_eq(pipe(p), 0);
	fake_progress = interrupt_then_feed;
	ck_assert_int_eq(read(p[0], &c, 1), 1);
	/* Nobody ran a handler: it starts again. */
	fake_handler = 0;
	fake_progress = interrupt_then_feed;
	pfd.fd = p[0];
	while (poll(&pfd, 1, 0) == 1)
		ck_assert_int_gt(read(p[0], big, sizeof(big)), 0);
	ck_assert_int_eq(poll(&pfd, 1, -1), 1);
	fake_progress = NULL;
	close(p[0]);
	close(p[1]);
	ck_assert_int_eq(fake_heap_live, uk_fd_size > 4);
}
END_TEST

START_TEST(no_memory_is_clean)
{
	long i, live;

new_table:
	for (i = 0; i < 4; i++) {
		live = fake_heap_live;
		fake_heap_left = i;
		if (pipe(p) == 0)
			break;
		ck_assert_int_eq(errno, ENOMEM);
		fake_heap_left = -1;
		ck_assert_int_eq(fake_heap_live, live);
	}
	ck_assert_int_ge(i, 2);
	/* it works, but cannot grow: what poll says and write does agree */
	fake_heap_left = 0;
	fcntl(p[1], F_SETFL, O_NONBLOCK);
	ck_assert_int_eq(write(p[1], big, sizeof(big)), PIPE_BUF);
	ck_assert_int_eq(poll(&(struct pollfd){ .fd = p[1], .events = POLLOUT }, 1, 0), 0);
	fake_heap_left = -1;
	close(p[0]);
	close(p[1]);
	if (uk_fd_max == 1024) { /* once more, with every descriptor but one taken */
		uk_fd_max = 4;
		FAILS(pipe(p), EMFILE);
		ck_assert_ptr_null(uk_fd_get(3));
		uk_fd_max = 1025;
		goto new_table;
	}
}
END_TEST

START_TEST(poll_tells_what_holds)
{
	struct pollfd f[4];
	volatile nfds_t many = 2000; /* hidden from gcc, which warns */

	ck_assert_int_eq(pipe(p), 0);
	f[0] = (struct pollfd){ p[0], POLLIN, -1 };
	f[1] = (struct pollfd){ p[1], POLLOUT, -1 };
	f[2] = (struct pollfd){ -5, POLLIN, -1 };
	f[3] = (struct pollfd){ 900, POLLIN, -1 };
	ck_assert_int_eq(poll(f, 4, -1), 2);
	ck_assert_int_eq(f[0].revents, 0);
	ck_assert_int_eq(f[1].revents, POLLOUT);
	ck_assert_int_eq(f[2].revents, 0);
	ck_assert_int_eq(f[3].revents, POLLNVAL);
	feed();
	ck_assert_int_eq(poll(f, 1, -1), 1);
	ck_assert_int_eq(f[0].revents, POLLIN);
	close(p[1]);
	ck_assert_int_eq(poll(f, 1, -1), 1);
	ck_assert_int_eq(f[0].revents, POLLIN | POLLHUP);
	FAILS(poll(f, many, 0), EINVAL);
}
END_TEST

START_TEST(poll_times_out)
{
	struct pollfd f;
	uint64_t t = fake_now;

	ck_assert_int_eq(pipe(p), 0);
	f = (struct pollfd){ p[0], POLLIN, -1 };
	ck_assert_int_eq(poll(&f, 1, 0), 0);
	ck_assert_uint_eq(fake_now, t);
	ck_assert_int_eq(poll(&f, 1, 30), 0);
	ck_assert_uint_eq(fake_now, t + 30000000);
	ck_assert_int_eq(poll(NULL, 0, 5), 0);
	ck_assert_uint_eq(fake_now, t + 35000000);
	FAILS(ppoll(&f, 1, &(struct timespec){ 1, -1 }, NULL), EINVAL);
	ck_assert_int_eq(ppoll(&f, 1, &(struct timespec){ 0, 7 }, NULL), 0);
	ck_assert_uint_eq(fake_now, t + 35000007);
	ck_assert(uk_list_empty(&uk_fd_entry(p[0])->file->watchers));
}
END_TEST

START_TEST(poll_waits_on_many)
{
	struct pollfd f[40];
	int i;

	for (i = 0; i < 40; i++) {
		ck_assert_int_eq(pipe(p), 0);
		f[i] = (struct pollfd){ p[0], POLLIN, -1 };
	}
	fake_progress = feed; /* the last pair */
	ck_assert_int_eq(poll(f, 40, -1), 1);
	ck_assert_int_eq(f[39].revents, POLLIN);
	for (i = 0; i < 40; i++)
		ck_assert(uk_list_empty(&uk_fd_entry(f[i].fd)->file->watchers));
	ck_assert_int_eq(read(p[0], big, 10), 1);
	fake_heap_left = 0;
	FAILS(poll(f, 40, -1), ENOMEM);
}
END_TEST

/* Somebody closes the descriptor that is polled: the file must stay until poll is done. */
static void close_both(void)
{
	close(p[0]);
	close(p[1]);
}

START_TEST(close_under_poll)
{
	struct pollfd f;

	ck_assert_int_eq(pipe(p), 0);
	f = (struct pollfd){ p[0], POLLIN, -1 };
	fake_progress = close_both;
	ck_assert_int_eq(poll(&f, 1, -1), 1);
	ck_assert_int_ne(f.revents & (POLLNVAL | POLLHUP), 0);
}
END_TEST

START_TEST(select_sets)
{
	fd_set r, w;
	struct timeval tv = { 0, 1500000 };
	uint64_t t = fake_now;

	ck_assert_int_eq(pipe(p), 0);
	FD_ZERO(&r);
	FD_ZERO(&w);
	FD_SET(p[0], &r);
	FD_SET(p[1], &w);
	ck_assert_int_eq(select(p[1] + 1, &r, &w, NULL, NULL), 1);
	ck_assert(!FD_ISSET(p[0], &r));
	ck_assert(FD_ISSET(p[1], &w));
	FD_SET(p[0], &r);
	ck_assert_int_eq(select(p[1] + 1, &r, NULL, NULL, &tv), 0);
	ck_assert_uint_eq(fake_now, t + 1500000000);
	ck_assert(!FD_ISSET(p[0], &r));
	feed();
	FD_SET(p[0], &r);
	ck_assert_int_eq(select(p[1] + 1, &r, &w, NULL, NULL), 2);
	ck_assert(FD_ISSET(p[0], &r));
	/* Of a set no more is written than the descriptors take: there may be no more. */
	memset(&r, 0xff, sizeof(r));
	for (int fd = 0; fd < 64; fd++)
		FD_CLR(fd, &r);
	FD_SET(p[0], &r);
	ck_assert_int_eq(select(p[0] + 1, &r, NULL, NULL, NULL), 1);
	ck_assert(FD_ISSET(64, &r));
	ck_assert(FD_ISSET(FD_SETSIZE - 1, &r));
	FD_ZERO(&r);
	FD_SET(800, &r);
	FAILS(select(801, &r, NULL, NULL, NULL), EBADF);
	FAILS(select(-1, NULL, NULL, NULL, NULL), EINVAL);
	FAILS(select(FD_SETSIZE + 1, NULL, NULL, NULL, NULL), EINVAL);
}
END_TEST

START_TEST(select_of_many)
{
	fd_set r;
	int i;

	FD_ZERO(&r);
	for (i = 0; i < 30; i++) {
		ck_assert_int_eq(pipe(p), 0);
		FD_SET(p[0], &r);
	}
	fake_progress = feed;
	ck_assert_int_eq(select(p[1] + 1, &r, NULL, NULL, NULL), 1);
	ck_assert(FD_ISSET(p[0], &r));
	FD_ZERO(&r);
	for (i = 0; i < 30; i++)
		FD_SET(3 + 2 * i, &r);
	fake_heap_left = 0;
	FAILS(select(p[1] + 1, &r, NULL, NULL, NULL), ENOMEM);
}
END_TEST

SUITE("pipe, poll, select", bytes_come_out_in_order, ends, nonblocking,
      a_blocking_write_is_whole, a_blocking_read_waits, a_blocking_call_is_interrupted,
      no_memory_is_clean, poll_tells_what_holds, poll_times_out, poll_waits_on_many,
      close_under_poll, select_sets, select_of_many)
