/* SPDX-License-Identifier: BSD-3-Clause */
/* Descriptors, pipes, poll and stdio between real threads in a running image. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include "tests/suite.h"

static int p[2];

static void *produce(void *arg)
{
	static unsigned char buf[5000];
	unsigned char next = 0;
	long left = 1000000;

	while (left) {
		size_t n = (size_t)(left < 5000 ? left : 5000), i;

		for (i = 0; i < n; i++)
			buf[i] = next++;
		if (write(p[1], buf, n) != (ssize_t)n)
			return "short write";
		left -= (long)n;
	}
	close(p[1]);
	return arg;
}

START_TEST(a_million_bytes_through_a_pipe)
{
	unsigned char buf[777], next = 0;
	pthread_t t;
	long total = 0;
	ssize_t n;
	void *v;

	ck_assert_int_eq(pipe(p), 0);
	ck_assert_int_eq(pthread_create(&t, NULL, produce, NULL), 0);
	while ((n = read(p[0], buf, sizeof(buf))) > 0) {
		ssize_t i;

		for (i = 0; i < n; i++)
			if (buf[i] != next++)
				ck_abort_msg("wrong byte at %ld", total + i);
		total += n;
	}
	pthread_join(t, &v);
	ck_assert_ptr_null(v);
	ck_assert_int_eq(total, 1000000);
	close(p[0]);
}
END_TEST

static void *later(void *arg)
{
	usleep(5000);
	if (write(p[1], "x", 1) != 1)
		return "write failed";
	return arg;
}

START_TEST(poll_and_select_wake)
{
	struct pollfd f;
	pthread_t t;
	fd_set r;
	char c;

	ck_assert_int_eq(pipe(p), 0);
	f = (struct pollfd){ p[0], POLLIN, 0 };
	pthread_create(&t, NULL, later, NULL);
	ck_assert_int_eq(poll(&f, 1, 10000), 1);
	ck_assert_int_eq(f.revents, POLLIN);
	pthread_join(t, NULL);
	ck_assert_int_eq(read(p[0], &c, 1), 1);
	ck_assert_int_eq(poll(&f, 1, 10), 0);
	FD_ZERO(&r);
	FD_SET(p[0], &r);
	pthread_create(&t, NULL, later, NULL);
	ck_assert_int_eq(select(p[0] + 1, &r, NULL, NULL, &(struct timeval){ 10, 0 }), 1);
	ck_assert(FD_ISSET(p[0], &r));
	pthread_join(t, NULL);
	close(p[0]);
	close(p[1]);
}
END_TEST

START_TEST(stdio_over_a_pipe)
{
	char line[64];
	FILE *in, *out;
	double d;
	int i;

	ck_assert_int_eq(pipe(p), 0);
	in = fdopen(p[0], "r");
	out = fdopen(p[1], "w");
	ck_assert_ptr_nonnull(in);
	ck_assert_ptr_nonnull(out);
	ck_assert_int_eq(fprintf(out, "%s %d %.3f\n", "a", 42, 3.14159), 11);
	ck_assert_int_eq(fclose(out), 0);
	ck_assert_int_eq(fscanf(in, "%60s %d %lf", line, &i, &d), 3);
	ck_assert_str_eq(line, "a");
	ck_assert_int_eq(i, 42);
	ck_assert(d > 3.14 && d < 3.15);
	ck_assert_int_eq(fclose(in), 0);
	FAILS(write(p[1], "x", 1), EBADF);
}
END_TEST

START_TEST(standard_output_can_be_redirected)
{
	char b[32];
	int saved = dup(1), n;

	ck_assert_int_eq(pipe(p), 0);
	fflush(stdout);
	ck_assert_int_eq(dup2(p[1], 1), 1);
	printf("through %s\n", "a pipe");
	fflush(stdout);
	dup2(saved, 1);
	close(saved);
	n = (int)read(p[0], b, sizeof(b));
	ck_assert_int_eq(n, 15);
	ck_assert_int_eq(memcmp(b, "through a pipe\n", 15), 0);
	close(p[0]);
	close(p[1]);
}
END_TEST

START_TEST(errors)
{
	struct stat st;
	char c;

	FAILS(read(999, &c, 1), EBADF);
	FAILS(close(999), EBADF);
	FAILS(fstat(-1, &st), EBADF);
	ck_assert_int_eq(pipe(p), 0);
	FAILS(lseek(p[0], 0, SEEK_SET), ESPIPE);
	ck_assert_int_eq(fstat(p[0], &st), 0);
	ck_assert(S_ISFIFO(st.st_mode));
	ck_assert_int_eq(isatty(p[0]), 0);
	FAILS(ftruncate(p[1], 0), EINVAL);
	ck_assert_int_eq(fsync(p[1]), -1);
	close(p[0]);
	signal(SIGPIPE, SIG_IGN);
	FAILS(write(p[1], &c, 1), EPIPE);
	close(p[1]);
}
END_TEST

START_TEST(a_thousand_descriptors)
{
	int fds[1024], n = 0;

	while (n < 1024 && (fds[n] = dup(1)) >= 0)
		n++;
	FAILS(dup(1), EMFILE);
	ck_assert_int_eq(n, 1024 - 3);
	FAILS(pipe(p), EMFILE);
	while (n)
		ck_assert_int_eq(close(fds[--n]), 0);
}
END_TEST

static void *produce_one(void *arg)
{
	return write(p[1], "x", 1) == 1 ? arg : "short write";
}

static int ask_poll(void)
{
	return poll(&(struct pollfd){ .fd = p[0], .events = POLLIN }, 1, 0);
}

static int ask_select(void)
{
	struct timeval now = { 0 };
	fd_set set;

	FD_ZERO(&set);
	FD_SET(p[0], &set);
	return select(p[0] + 1, &set, NULL, NULL, &now);
}

static int ep;

static int ask_epoll(void)
{
	return epoll_wait(ep, &(struct epoll_event){ 0 }, 1, 0);
}

/* A program that never waits is told, too: another thread, or an interrupt, has its turn. */
START_TEST(asking_lets_others_run)
{
	static int (*const ask[])(void) = { ask_poll, ask_select, ask_epoll };

	for (size_t i = 0; i < 3; i++) {
		pthread_t t;
		void *v;
		int n = 0;

		ck_assert_int_eq(pipe(p), 0);
		ep = epoll_create1(0);
		ck_assert_int_eq(epoll_ctl(ep, EPOLL_CTL_ADD, p[0],
					   &(struct epoll_event){ .events = EPOLLIN }),
				 0);
		ck_assert_int_eq(pthread_create(&t, NULL, produce_one, NULL), 0);
		while (ask[i]() == 0 && n < 1000)
			n++;
		ck_assert_int_lt(n, 1000);
		pthread_join(t, &v);
		ck_assert_ptr_null(v);
		close(p[0]), close(p[1]), close(ep);
	}
}
END_TEST

START_TEST(streams_have_their_descriptors_mode)
{
	FILE *in;
	char line[8];

	ck_assert_int_eq(pipe(p), 0);
	ck_assert_int_eq(fdopen(p[0], "w") ? 0 : errno, EINVAL);
	ck_assert_int_eq(write(p[1], "one\ntwo\n", 8), 8);
	in = fdopen(p[0], "r");
	ck_assert_ptr_nonnull(in);
	/* The same descriptor again, without what was read ahead. */
	ck_assert_str_eq(fgets(line, sizeof(line), in), "one\n");
	ck_assert_ptr_eq(freopen(NULL, "r", in), in);
	ck_assert_int_eq(fileno(in), p[0]);
	ck_assert_int_eq(write(p[1], "three\n", 6), 6);
	ck_assert_str_eq(fgets(line, sizeof(line), in), "three\n");
	ck_assert_ptr_null(freopen(NULL, "w", in));
	close(p[1]);
}
END_TEST

SUITE("input and output", a_million_bytes_through_a_pipe, poll_and_select_wake,
      stdio_over_a_pipe, streams_have_their_descriptors_mode, standard_output_can_be_redirected,
      errors, a_thousand_descriptors, asking_lets_others_run)
