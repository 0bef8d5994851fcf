/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What every suite has: SUITE("name", test, test, …), where NULL is a test that does not belong
 * here, and FAILS(call, errno).
 */
#ifndef SUITE_H
#define SUITE_H

#include <check.h>
#include <errno.h>
#include <stddef.h>

/*
 * @call returns -1 (or MAP_FAILED) and sets errno to @error. In one piece,
 * since Check's own input and output may change errno between two assertions.
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

#define SUITE(name, ...)                                                      \
	int main(void)                                                        \
	{                                                                     \
		const TTest *const tests[] = { __VA_ARGS__ };                 \
		Suite *s = suite_create(name);                                \
		TCase *t = tcase_create("all");                               \
		SRunner *r;                                                   \
		int failed;                                                   \
                                                                              \
		tcase_set_timeout(t, 60); /* on a busy machine, too */        \
		for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) \
			if (tests[i])                                         \
				tcase_add_test(t, tests[i]);                  \
		suite_add_tcase(s, t);                                        \
		r = srunner_create(s);                                        \
		srunner_run_all(r, CK_NORMAL);                                \
		failed = srunner_ntests_failed(r);                            \
		srunner_free(r);                                              \
		return failed != 0;                                           \
	}

#endif
