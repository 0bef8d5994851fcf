/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the suites share: a main() for one suite, and a small generator whose
 * seed is fixed, so that a failing trace can be run again.
 */
#ifndef TEST_H
#define TEST_H

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static uint64_t test_seed = 0x9e3779b97f4a7c15;

static inline uint32_t rnd(void)
{
	test_seed ^= test_seed << 13;
	test_seed ^= test_seed >> 7;
	test_seed ^= test_seed << 17;
	return test_seed >> 16;
}

/* For inner loops: Check remembers every assertion it passes, in memory. */
#define must(e)                                 \
	do {                                    \
		if (!(e))                       \
			ck_abort_msg("%s", #e); \
	} while (0)

/* About the page allocator as a whole, which in an image serves others as well, Check included.
 */
#ifdef UK_NATIVE_TEST
#define ck_assert_pages_eq(a, b) ck_assert_uint_eq(a, b)
#else
#define ck_assert_pages_eq(a, b) ((void)(a), (void)(b))
#endif

static inline int run_suite(Suite *s)
{
	SRunner *r = srunner_create(s);
	int failed;

	srunner_set_fork_status(r, CK_NOFORK);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
