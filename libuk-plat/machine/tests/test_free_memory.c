/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where a boot module may be. The image's segments are where tests.am says: from 0x100000,
 * 0x103800 and 0x105200 on.
 */
#include <check.h>
#include <stdint.h>
#include "../machine.h"

static struct mach_ranges free_ranges;

static const char *with_module(uint64_t module, uint64_t len)
{
	struct mach_bootinfo b = { .module = module, .module_len = len };

	mach_ranges_add(&b.ram, 0, 0x9f000);
	mach_ranges_add(&b.ram, 0x100000, 0xf00000);
	return mach_free_memory(&b, &free_ranges);
}

START_TEST(image_page_0_and_module_are_not_free)
{
	ck_assert_ptr_null(with_module(0, 0));
	ck_assert(mach_ranges_has(&free_ranges, 0x1000, 0x9f000));
	ck_assert(mach_ranges_has(&free_ranges, 0x109000, 0x1000000));
	ck_assert_uint_eq(free_ranges.n, 2);
	ck_assert_ptr_null(with_module(0x200000, 0x1800));
	ck_assert(mach_ranges_has(&free_ranges, 0x109000, 0x200000));
	ck_assert(!mach_ranges_has(&free_ranges, 0x201000, 0x202000));
	ck_assert(mach_ranges_has(&free_ranges, 0x202000, 0x1000000));
}
END_TEST

START_TEST(modules_may_be_between_segments)
{
	ck_assert_ptr_null(
		with_module(0x103000, 0x800)); /* behind text that ends at 0x102800 */
	ck_assert_ptr_null(with_module(0x102800, 0x1000));
	ck_assert_ptr_null(with_module(0x104200, 0x1000)); /* before data */
	ck_assert_uint_eq(free_ranges.n, 2);
}
END_TEST

START_TEST(modules_may_not_overlap_segments)
{
	static const uint64_t bad[][2] = {
		{ 0x103000, 0x801 }, { 0x1027ff, 1 },	   { 0x100000, 1 },
		{ 0x108fff, 1 },     { 0x90000, 0x80000 }, { 0x104200, 0x1001 },
		{ 0x1041ff, 0x10 },  { 0x106000, 0x10 },
	};

	for (unsigned i = 0; i < UK_ARRAY_SIZE(bad); i++)
		ck_assert_str_eq(with_module(bad[i][0], bad[i][1]),
				 "boot module: overlaps the image");
	ck_assert_str_eq(with_module(0x9f000, 0x100), "boot module: not in RAM");
	ck_assert_str_eq(with_module(0xfff000, 0x1001), "boot module: not in RAM");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("free memory");
	TCase *t = tcase_create("modules");
	SRunner *r;
	int failed;

	tcase_set_timeout(t, 0);
	tcase_add_test(t, image_page_0_and_module_are_not_free);
	tcase_add_test(t, modules_may_be_between_segments);
	tcase_add_test(t, modules_may_not_overlap_segments);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
