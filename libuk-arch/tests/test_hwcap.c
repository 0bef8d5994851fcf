/* SPDX-License-Identifier: BSD-3-Clause */
/* What the CPU has: uk_hwcap() beside what its instructions do. */
#include <check.h>
#include <stdint.h>
#include <uk/cpu.h>
#include <uk/hwcap.h>
#ifdef UK_NATIVE_TEST
#include <sys/auxv.h>
#endif
#include "test_hwcap.h" /* in the architecture's folder: test_hwcap_has(), test_hwcap_arch() */

START_TEST(what_every_cpu_has_is_there)
{
	uint64_t cap[2];

	uk_hwcap(cap);
	ck_assert_uint_eq(cap[0] & TEST_HWCAP_ALWAYS, TEST_HWCAP_ALWAYS);
}
END_TEST

START_TEST(the_answer_stays_the_same)
{
	uint64_t a[2] = { 1, 2 }, b[2] = { 3, 4 };

	uk_hwcap(a);
	uk_hwcap(b);
	ck_assert_uint_eq(a[0], b[0]);
	ck_assert_uint_eq(a[1], b[1]);
}
END_TEST

#ifdef UK_NATIVE_TEST
/* A kernel may hide what the processor has, never the other way round. */
START_TEST(linux_agrees)
{
	uint64_t cap[2];

	uk_hwcap(cap);
	ck_assert_uint_ne(getauxval(AT_HWCAP), 0);
	ck_assert_uint_eq(getauxval(AT_HWCAP) & ~cap[0], 0);
}
END_TEST
#endif

START_TEST(instructions_agree)
{
	uint64_t cap[2];

	uk_hwcap(cap);
	test_hwcap_arch(cap);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("hwcap");
	TCase *t = tcase_create("hwcap");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_test(t, what_every_cpu_has_is_there);
	tcase_add_test(t, the_answer_stays_the_same);
#ifdef UK_NATIVE_TEST
	tcase_add_test(t, linux_agrees);
#endif
	tcase_add_test(t, instructions_agree);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
