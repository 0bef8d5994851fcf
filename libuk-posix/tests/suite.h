/* SPDX-License-Identifier: BSD-3-Clause */
/* The main() of every suite: SUITE("name", test, test, …). */
#ifndef SUITE_H
#define SUITE_H

#include <check.h>
#include <stddef.h>

#define SUITE(name, ...)                                                                       \
	int main(void)                                                                         \
	{                                                                                      \
		static const TTest *const tests[] = { __VA_ARGS__ };                           \
		Suite *s = suite_create(name);                                                 \
		TCase *t = tcase_create("all");                                                \
		SRunner *r;                                                                    \
		int failed;                                                                    \
                                                                                               \
		for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)                  \
			tcase_add_test(t, tests[i]);                                           \
		suite_add_tcase(s, t);                                                         \
		r = srunner_create(s);                                                         \
		srunner_run_all(r, CK_NORMAL);                                                 \
		failed = srunner_ntests_failed(r);                                             \
		srunner_free(r);                                                               \
		return failed != 0;                                                            \
	}

#endif
