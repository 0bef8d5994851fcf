/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Eight tests of which five pass: the recipe compares Check's report with what
 * it must be.
 */
#include <check.h>
#include <stdlib.h>

static int set_up;

static void prepare(void)
{
	set_up = 42;
}

static void refuse(void)
{
	ck_abort_msg("fixture says no");
}

START_TEST(right)
{
	ck_assert_int_eq(set_up, 42);
	ck_assert_str_eq("a", "a");
	ck_assert_ptr_nonnull(&set_up);
}
END_TEST

START_TEST(wrong)
{
	ck_assert_int_eq(1 + 1, 3);
}
END_TEST

START_TEST(rounds)
{
	ck_assert_int_ne(_i, 2);
}
END_TEST

START_TEST(many)
{
	for (int i = 0; i < 20000; i++)
		ck_assert_int_eq(i, i);
}
END_TEST

START_TEST(unreached)
{
	exit(3);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("outcome");
	TCase *all = tcase_create("all");
	TCase *bad = tcase_create("bad");
	SRunner *r;
	int failed;

	tcase_add_checked_fixture(all, prepare, NULL);
	tcase_add_test(all, right);
	tcase_add_test(all, wrong);
	tcase_add_loop_test(all, rounds, 0, 4);
	tcase_add_test(all, many);
	tcase_add_checked_fixture(bad, refuse, NULL);
	tcase_add_test(bad, unreached);
	suite_add_tcase(s, all);
	suite_add_tcase(s, bad);
	r = srunner_create(s);
	srunner_run_all(r, CK_VERBOSE);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? 1 : 0;
}
