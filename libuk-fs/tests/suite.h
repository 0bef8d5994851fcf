/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the suites share, natively and in an image: SUITE("name", test, …), FAILS(call, errno),
 * and an empty directory to work in.
 */
#ifndef SUITE_H
#define SUITE_H

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uk/vfs.h>

/*
 * @call returns -1 and sets errno to @error. In one piece, since Check's own input
 * and output may change errno between two assertions.
 */
#define FAILS(call, error)                                                         \
	do {                                                                       \
		long result_, errno_;                                              \
                                                                                   \
		errno = 0;                                                         \
		result_ = (long)(call);                                            \
		errno_ = errno;                                                    \
		ck_assert_msg(result_ == -1 && errno_ == (error),                  \
			      #call ": returned %ld, errno %ld", result_, errno_); \
	} while (0)
/* The same of calls that return a pointer. */
#define NO(call, error)                                                                 \
	do {                                                                            \
		const void *result_;                                                    \
		int errno_;                                                             \
                                                                                        \
		errno = 0;                                                              \
		result_ = (call);                                                       \
		errno_ = errno;                                                         \
		ck_assert_msg(result_ == NULL && errno_ == (error), #call ": errno %d", \
			      errno_);                                                  \
	} while (0)
#define OK(call)                                                                        \
	do {                                                                            \
		long result_ = (long)(call), errno_ = errno;                            \
                                                                                        \
		ck_assert_msg(result_ == 0, #call ": %ld, errno %ld", result_, errno_); \
	} while (0)

/*
 * Make an empty directory of a RAM tree the working directory. Natively each test is a
 * process of its own, with nothing mounted at first; in an image they follow each other.
 */
static inline void fresh(void)
{
	static unsigned n;
	char name[32];

#ifdef UK_NATIVE_TEST
	if (n == 0)
		OK(uk_vfs_mount("ram", "", "/"));
#endif
	snprintf(name, sizeof(name), "/test-%u", ++n);
	OK(mkdir(name, 0755));
	OK(chdir(name));
}

/* A file of these bytes. */
static inline void put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	ck_assert_msg(fd >= 0, "%s: errno %d", path, errno);
	ck_assert_int_eq(write(fd, text, strlen(text)), strlen(text));
	OK(close(fd));
}

/* Does @path have these bytes and no more? */
static inline void holds(const char *path, const char *text)
{
	char buf[256] = "";
	int fd = open(path, O_RDONLY);

	ck_assert_msg(fd >= 0, "%s: errno %d", path, errno);
	ck_assert_int_eq(read(fd, buf, sizeof(buf) - 1), strlen(text));
	ck_assert_str_eq(buf, text);
	OK(close(fd));
}

static inline struct stat stat_of(const char *path)
{
	struct stat st;

	OK(lstat(path, &st));
	return st;
}

#define SUITE(name, ...)                                                      \
	int main(void)                                                        \
	{                                                                     \
		const TTest *const tests[] = { __VA_ARGS__ };                 \
		Suite *s = suite_create(name);                                \
		TCase *t = tcase_create("all");                               \
		SRunner *r;                                                   \
		int failed;                                                   \
                                                                              \
		tcase_set_timeout(t, 0);                                      \
		for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) \
			tcase_add_test(t, tests[i]);                          \
		suite_add_tcase(s, t);                                        \
		r = srunner_create(s);                                        \
		srunner_run_all(r, CK_NORMAL);                                \
		failed = srunner_ntests_failed(r);                            \
		srunner_free(r);                                              \
		return failed != 0;                                           \
	}

#endif
