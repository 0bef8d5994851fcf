/* SPDX-License-Identifier: BSD-3-Clause */
/* Region heaps: blocks are apart and aligned, all goes back at once. */
#include "test.h"
#include <uk/page.h>
#include <uk/region.h>
#ifdef UK_NATIVE_TEST
#include "fake_plat.h"
#endif

static size_t free_pages(void)
{
	struct uk_page_stats s;

	uk_page_stats(&s);
	return s.free;
}

START_TEST(blocks_are_apart_and_all_go_back)
{
	struct uk_region r = UK_REGION_INIT;
	static struct {
		unsigned char *p;
		size_t n;
	} b[2000];
	size_t before;

#ifdef UK_NATIVE_TEST
	fake_arena(0, 4000);
#endif
	before = free_pages();
	for (unsigned i = 0; i < 2000; i++) {
		size_t align = rnd() % 4 ? 16 : (size_t)1 << rnd() % 13;

		b[i].n = rnd() % 50 ? rnd() % 300 : rnd() % 100000;
		b[i].p = uk_region_memalign(&r, align, b[i].n);
		must(b[i].p);
		must((uintptr_t)b[i].p % align == 0);
		memset(b[i].p, i, b[i].n);
	}
	for (unsigned i = 0; i < 2000; i++)
		for (size_t j = 0; j < b[i].n; j++)
			must(b[i].p[j] == (unsigned char)i);
	ck_assert_pages_eq(before - free_pages(), r.pages);
	uk_region_free(&r);
	ck_assert_pages_eq(free_pages(), before);
	ck_assert_ptr_nonnull(uk_region_alloc(&r, 1));
	uk_region_free(&r);
}
END_TEST

START_TEST(refuses_what_it_cannot_do)
{
	struct uk_region r = UK_REGION_INIT;

	ck_assert_ptr_null(uk_region_alloc(&r, SIZE_MAX));
	ck_assert_ptr_null(uk_region_alloc(&r, SIZE_MAX / 2));
	ck_assert_ptr_null(uk_region_memalign(&r, 3, 1));
	ck_assert_ptr_null(uk_region_memalign(&r, 8192, 1));
	ck_assert_uint_eq(r.pages, 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("region");
	TCase *t = tcase_create("region");

	tcase_add_test(t, blocks_are_apart_and_all_go_back);
	tcase_add_test(t, refuses_what_it_cannot_do);
	suite_add_tcase(s, t);
	return run_suite(s);
}
