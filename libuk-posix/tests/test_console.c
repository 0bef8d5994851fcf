/* SPDX-License-Identifier: BSD-3-Clause */
/* Descriptors 0, 1 and 2 before anything was opened. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uk/console.h>
#include "posix.h"
#include "tests/fakes.h"
#include "tests/suite.h"

START_TEST(writes_go_out_in_order)
{
	struct iovec iov[3] = { { "b", 1 }, { NULL, 0 }, { "cd", 2 } };

	ck_assert_int_eq(write(1, "a", 1), 1);
	ck_assert_int_eq(writev(2, iov, 3), 3);
	ck_assert(memcmp(fake_output, "abcd", 4) == 0);
	ck_assert_uint_eq(fake_output_len, 4);
	ck_assert_int_eq(fake_errors, 3);
	ck_assert_int_eq(fake_heap_live, 0);
}
END_TEST

START_TEST(reads_take_what_is_there)
{
	char b[8];

	fake_input = "line\nrest";
	ck_assert_int_eq(read(0, b, 5), 5);
	ck_assert(memcmp(b, "line\n", 5) == 0);
	ck_assert_int_eq(read(0, b, 0), 0);
	ck_assert_int_eq(read(0, b, 8), 4);
	fake_input_end = true;
	ck_assert_int_eq(read(0, b, 8), 0);
	ck_assert_int_eq(read(0, b, 8), 0);
}
END_TEST

static void arrive(void)
{
	fake_input = "x";
	uk_console_input_hook();
}

START_TEST(a_read_waits_for_input)
{
	char c;

	fake_progress = arrive;
	ck_assert_int_eq(read(0, &c, 1), 1);
	ck_assert_int_eq(c, 'x');
	fcntl(0, F_SETFL, O_NONBLOCK);
	FAILS(read(0, &c, 1), EAGAIN);
}
END_TEST

START_TEST(poll_does_not_eat_input)
{
	struct pollfd f = { 0, POLLIN | POLLOUT, 0 };
	char b[4];

	ck_assert_int_eq(poll(&f, 1, 0), 1);
	ck_assert_int_eq(f.revents, POLLOUT);
	f.events = POLLIN;
	fake_progress = arrive;
	ck_assert_int_eq(poll(&f, 1, -1), 1);
	fake_input = "yz";
	ck_assert_int_eq(poll(&f, 1, -1), 1);
	ck_assert_int_eq(read(0, b, 4), 3);
	ck_assert(memcmp(b, "xyz", 3) == 0);
	fake_input_end = true;
	ck_assert_int_eq(poll(&f, 1, 0), 1);
	ck_assert_int_eq(f.revents, POLLIN);
	ck_assert_int_eq(read(0, b, 4), 0);
}
END_TEST

START_TEST(it_is_a_terminal)
{
	struct stat st;

	ck_assert_int_eq(isatty(0), 1);
	ck_assert_int_eq(isatty(2), 1);
	ck_assert_int_eq(fstat(1, &st), 0);
	ck_assert(S_ISCHR(st.st_mode));
	FAILS(lseek(1, 0, SEEK_SET), ESPIPE);
	FAILS(ioctl(1, 0xdead), ENOTTY);
	fake_not_tty = 1;
	ck_assert_int_eq(isatty(1), 0);
	ck_assert_int_eq(isatty(0), 1);
	ck_assert_int_eq(fstat(1, &st), 0);
	ck_assert(S_ISFIFO(st.st_mode));
}
END_TEST

START_TEST(it_can_be_closed_and_moved)
{
	ck_assert_int_eq(dup2(1, 10), 10);
	ck_assert_int_eq(close(1), 0);
	FAILS(write(1, "a", 1), EBADF);
	ck_assert_int_eq(dup2(10, 1), 1);
	ck_assert_int_eq(write(1, "b", 1), 1);
	ck_assert_int_eq(close(0), 0);
	ck_assert_int_eq(close(1), 0);
	ck_assert_int_eq(close(2), 0);
	ck_assert_int_eq(close(10), 0);
}
END_TEST

SUITE("console", writes_go_out_in_order, reads_take_what_is_there, a_read_waits_for_input,
      poll_does_not_eat_input, it_is_a_terminal, it_can_be_closed_and_moved)
