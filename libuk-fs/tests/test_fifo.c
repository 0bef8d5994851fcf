/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Named pipes: POSIX XSH mkfifo(), open(), read(), write(). In an image, and natively of the
 * build machine's, which must agree.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "suite.h"

static char name[64];

static void setup(void)
{
	do
		snprintf(name, sizeof(name), "/tmp/fifo-%08x", (unsigned)rand());
	while (mkfifo(name, 0640) < 0 && errno == EEXIST);
	signal(SIGPIPE, SIG_IGN);
}

static void teardown(void)
{
	unlink(name);
}

static int open_ok(int flags)
{
	int fd = open(name, flags);

	ck_assert_int_ge(fd, 0);
	return fd;
}

static short ready(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN | POLLOUT };

	ck_assert_int_ge(poll(&p, 1, 0), 0);
	return p.revents;
}

START_TEST(a_name_like_others)
{
	struct stat st;
	int fd;

	OK(stat(name, &st));
	ck_assert(S_ISFIFO(st.st_mode));
	ck_assert_int_eq(st.st_mode & 0777, 0640);
	ck_assert_int_eq(st.st_size, 0);
	FAILS(mkfifo(name, 0600), EEXIST);
	FAILS(mkfifo("/no/such/place", 0600), ENOENT);
	FAILS(mkfifo("", 0600), ENOENT);
	FAILS(truncate(name, 0), EINVAL);
	FAILS(open(name, O_RDONLY | O_DIRECTORY), ENOTDIR);
	FAILS(open(name, O_RDWR | O_CREAT | O_EXCL, 0600), EEXIST);
	fd = open_ok(O_RDWR | O_TRUNC);
	OK(fstat(fd, &st));
	ck_assert(S_ISFIFO(st.st_mode));
	FAILS(lseek(fd, 0, SEEK_SET), ESPIPE);
	FAILS(ftruncate(fd, 0), EINVAL);
	FAILS(fsync(fd), EINVAL);
	OK(close(fd));
}
END_TEST

START_TEST(not_blocking)
{
	int rd, wr;
	char b[8];

	FAILS(open(name, O_WRONLY | O_NONBLOCK), ENXIO);
	rd = open_ok(O_RDONLY | O_NONBLOCK);
	ck_assert_int_eq(read(rd, b, sizeof(b)), 0); /* no writer */
	ck_assert_int_eq(ready(rd), 0);		     /* nor was there one */
	FAILS(write(rd, "x", 1), EBADF);
	wr = open_ok(O_WRONLY | O_NONBLOCK);
	FAILS(read(rd, b, sizeof(b)), EAGAIN);
	ck_assert_int_eq(write(wr, "abc", 3), 3);
	ck_assert_int_eq(ready(rd), POLLIN);
	ck_assert_int_eq(ready(wr), POLLOUT);
	ck_assert_int_eq(read(rd, b, 2), 2);
	OK(close(wr));
	ck_assert_int_eq(ready(rd), POLLIN | POLLHUP);
	ck_assert_int_eq(read(rd, b, sizeof(b)), 1);
	ck_assert_int_eq(read(rd, b, sizeof(b)), 0);
	ck_assert_int_eq(ready(rd), POLLHUP);
	/* The next writer. */
	wr = open_ok(O_WRONLY | O_NONBLOCK);
	ck_assert_int_eq(ready(rd), 0);
	OK(close(rd));
	ck_assert_int_eq(ready(wr) & POLLERR, POLLERR);
	FAILS(write(wr, "x", 1), EPIPE);
	/* And the next reader. */
	rd = open_ok(O_RDONLY | O_NONBLOCK);
	ck_assert_int_eq(write(wr, "y", 1), 1);
	ck_assert_int_eq(read(rd, b, sizeof(b)), 1);
	OK(close(rd));
	OK(close(wr));
}
END_TEST

START_TEST(both_ends_in_one)
{
	int both = open_ok(O_RDWR), n, rd;
	char b[8];

	ck_assert_int_eq(write(both, "abc", 3), 3);
	OK(ioctl(both, FIONREAD, &n));
	ck_assert_int_eq(n, 3);
	ck_assert_int_eq(read(both, b, sizeof(b)), 3);
	rd = open_ok(O_RDONLY);
	ck_assert_int_eq(ready(rd), 0); /* there is a writer */
	OK(close(both));
	ck_assert_int_eq(ready(rd), POLLHUP);
	OK(close(rd));
}
END_TEST

START_TEST(what_was_not_read_is_lost_with_the_last_end)
{
	int both = open_ok(O_RDWR);
	char b[8];

	ck_assert_int_eq(write(both, "abc", 3), 3);
	OK(close(both));
	both = open_ok(O_RDWR | O_NONBLOCK);
	FAILS(read(both, b, sizeof(b)), EAGAIN);
	OK(close(both));
}
END_TEST

START_TEST(it_outlives_its_name)
{
	int rd = open_ok(O_RDONLY | O_NONBLOCK), wr = open_ok(O_WRONLY), other;
	struct stat st;
	char b[8];

	OK(unlink(name));
	ck_assert_int_eq(write(wr, "abc", 3), 3);
	OK(mkfifo(name, 0600));
	/* One of the same name is another. */
	other = open_ok(O_RDWR | O_NONBLOCK);
	FAILS(read(other, b, sizeof(b)), EAGAIN);
	ck_assert_int_eq(read(rd, b, sizeof(b)), 3);
	OK(fstat(rd, &st));
	ck_assert_int_eq(st.st_nlink, 0);
	OK(close(other));
	OK(close(rd));
	OK(close(wr));
}
END_TEST

START_TEST(links_lead_to_one_pipe)
{
	char second[80];
	int a, b;
	char c[8];

	snprintf(second, sizeof(second), "%s-2", name);
	OK(link(name, second));
	a = open_ok(O_RDWR);
	b = open(second, O_RDONLY | O_NONBLOCK);
	ck_assert_int_ge(b, 0);
	ck_assert_int_eq(write(a, "abc", 3), 3);
	ck_assert_int_eq(read(b, c, sizeof(c)), 3);
	OK(close(a));
	OK(close(b));
	OK(unlink(second));
}
END_TEST

START_TEST(small_writes_are_whole)
{
	static char big[PIPE_BUF];
	int fd = open_ok(O_RDWR | O_NONBLOCK);
	long total = 0, n;

	while ((n = write(fd, big, sizeof(big))) > 0)
		total += n;
	FAILS(write(fd, big, sizeof(big)), EAGAIN);
	ck_assert_int_eq(total % PIPE_BUF, 0);
	ck_assert_int_eq(read(fd, big, 100), 100);
	FAILS(write(fd, big, 101), EAGAIN);
	OK(close(fd));
}
END_TEST

static void *write_in(void *arg)
{
	int fd = open(name, O_WRONLY);

	if (fd < 0 || write(fd, "from the other", 14) != 14)
		return "writer failed";
	close(fd);
	return arg;
}

static void *read_in(void *arg)
{
	char b[32];
	int fd = open(name, O_RDONLY);

	if (fd < 0 || read(fd, b, sizeof(b)) != 14)
		return "reader failed";
	close(fd);
	return arg;
}

START_TEST(open_waits_for_the_other_end)
{
	for (int i = 0; i < 50; i++) {
		pthread_t t;
		void *v;

		ck_assert_int_eq(pthread_create(&t, NULL, i % 2 ? write_in : read_in, NULL), 0);
		v = (i % 2 ? read_in : write_in)(NULL);
		ck_assert_ptr_null(v);
		pthread_join(t, &v);
		ck_assert_ptr_null(v);
	}
}
END_TEST

/* Opens and closes at once: whoever waited has seen it nevertheless. */
static void *look_in(void *arg)
{
	int fd = open(name, O_RDONLY);

	if (fd < 0)
		return "no open";
	close(fd);
	return arg;
}

START_TEST(an_end_that_came_and_went_counts)
{
	pthread_t t;
	void *v;
	int fd;

	ck_assert_int_eq(pthread_create(&t, NULL, look_in, NULL), 0);
	fd = open_ok(O_WRONLY);
	pthread_join(t, &v);
	ck_assert_ptr_null(v);
	FAILS(write(fd, "x", 1), EPIPE);
	OK(close(fd));
}
END_TEST

static volatile int done;

static void handler(int sig)
{
	(void)sig;
}

static void *interrupt(void *arg)
{
	pthread_t *t = arg;

	/* Until one came when it was in open(), however long that takes. */
	while (!done) {
		pthread_kill(*t, SIGUSR1);
		usleep(1000);
	}
	return NULL;
}

START_TEST(signals_end_the_wait)
{
	struct sigaction act = { .sa_handler = handler };
	pthread_t me = pthread_self(), t;

	sigaction(SIGUSR1, &act, NULL);
	ck_assert_int_eq(pthread_create(&t, NULL, interrupt, &me), 0);
	FAILS(open(name, O_RDONLY), EINTR);
	done = 1;
	pthread_join(t, NULL);
	/* And nothing is left of it. */
	FAILS(open(name, O_WRONLY | O_NONBLOCK), ENXIO);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("named pipes");
	TCase *t = tcase_create("all");
	SRunner *r;
	int failed;

	mkdir("/tmp", 0777); /* a RAM tree has none */
	tcase_set_timeout(t, 0);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_name_like_others);
	tcase_add_test(t, not_blocking);
	tcase_add_test(t, both_ends_in_one);
	tcase_add_test(t, what_was_not_read_is_lost_with_the_last_end);
	tcase_add_test(t, it_outlives_its_name);
	tcase_add_test(t, links_lead_to_one_pipe);
	tcase_add_test(t, small_writes_are_whole);
	tcase_add_test(t, open_waits_for_the_other_end);
	tcase_add_test(t, an_end_that_came_and_went_counts);
	tcase_add_test(t, signals_end_the_wait);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
