/* SPDX-License-Identifier: BSD-3-Clause */
/* See arguments.h: the tables as a suite. */
#include "arguments.h"
#include <check.h>
#include <stdio.h>
#include <string.h>
#include "tests/suite.h"

static int wrongs;

void wrong(const char *file, int line, const char *call, long result, int got, int error)
{
	if (error ? result == -1 && got == error : result != -1)
		return;
	wrongs++;
	printf("%s:%d: %s: %ld, %s, wanted %s\n", strrchr(file, '/') + 1, line, call, result,
	       strerror(got), strerror(error));
}

void wrong_fd(const char *call, const char *what, int fd, long result, int got, int error)
{
	if (error ? result == -1 && got == error : result != -1)
		return;
	wrongs++;
	printf("%s of %s (%d): %ld, %s, wanted %s\n", call, what, fd, result, strerror(got),
	       strerror(error));
}

void all_right(void)
{
	int n = wrongs;

	wrongs = 0;
	ck_assert_msg(n == 0, "%d wrong answers: see above", n);
}

#define TABLE(name)             \
	START_TEST(test_##name) \
	{                       \
		name();         \
		all_right();    \
	}                       \
	END_TEST

TABLE(bad_descriptors)
TABLE(wrong_kinds)
TABLE(bad_lengths)
TABLE(bad_paths)
TABLE(bad_memory)
TABLE(bad_signals_and_times)
TABLE(bad_threads)
TABLE(bad_sockets)

SUITE("arguments", test_bad_descriptors, test_wrong_kinds, test_bad_lengths, test_bad_paths,
      test_bad_memory, test_bad_signals_and_times, test_bad_threads, test_bad_sockets)
