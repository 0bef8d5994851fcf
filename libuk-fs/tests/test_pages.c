/* SPDX-License-Identifier: BSD-3-Clause */
/* The cache of files' contents, uk/pages.h. */
#include <uk/anchor.h>
#include <uk/pages.h>
#include "suite.h"
#ifdef UK_NATIVE_TEST
#include "fakes.h"
#endif

UK_NEED(uk_anchor_fs);

static struct uk_pages a, b;

static void empty(void)
{
	static bool ready;

	if (!ready) {
		uk_pages_init(&a);
		uk_pages_init(&b);
	}
	ready = true;
	uk_pages_drop(&a, 0, UINT64_MAX);
	uk_pages_drop(&b, 0, UINT64_MAX);
}

/* Page @i of @p, all of byte @c. */
static void keep(struct uk_pages *p, uint64_t i, int c, size_t len)
{
	static char page[UK_PAGES_SIZE];

	memset(page, c, sizeof(page));
	uk_pages_put(p, i, page, len);
}

/* The byte that page @i of @p begins with, or -1: not there. Its last one must be the same. */
static int kept(struct uk_pages *p, uint64_t i, size_t len)
{
	size_t got = 0;
	const unsigned char *s = uk_pages_get(p, i, &got);

	if (!s)
		return -1;
	ck_assert_uint_eq(got, len);
	ck_assert_int_eq(s[0], s[len - 1]);
	return s[0];
}

START_TEST(what_was_put_is_there)
{
	empty();
	ck_assert_int_eq(kept(&a, 0, 1), -1);
	keep(&a, 0, 'a', UK_PAGES_SIZE);
	keep(&b, 0, 'b', UK_PAGES_SIZE);
	keep(&a, UINT64_MAX, 'c', 1);
	ck_assert_int_eq(kept(&a, 0, UK_PAGES_SIZE), 'a');
	ck_assert_int_eq(kept(&b, 0, UK_PAGES_SIZE), 'b');
	ck_assert_int_eq(kept(&a, UINT64_MAX, 1), 'c');
	keep(&a, 0, 'd', 100); /* in place of the first */
	ck_assert_int_eq(kept(&a, 0, 100), 'd');
	ck_assert_int_eq(kept(&b, 1, 1), -1);
	empty();
	ck_assert_int_eq(kept(&a, 0, 1), -1);
}
END_TEST

START_TEST(ranges_are_dropped)
{
	empty();
	for (uint64_t i = 0; i < 10; i++) {
		keep(&a, i, 'a', UK_PAGES_SIZE);
		keep(&b, i, 'b', UK_PAGES_SIZE);
	}
	uk_pages_drop(&a, 3, 5);
	uk_pages_drop(&a, 9, UINT64_MAX);
	for (uint64_t i = 0; i < 10; i++) {
		ck_assert_int_eq(kept(&a, i, UK_PAGES_SIZE),
				 (i >= 3 && i <= 5) || i == 9 ? -1 : 'a');
		ck_assert_int_eq(kept(&b, i, UK_PAGES_SIZE), 'b');
	}
	empty();
}
END_TEST

START_TEST(the_least_recently_used_go)
{
	empty();
	keep(&b, 0, 'b', UK_PAGES_SIZE);
	for (uint64_t i = 0; i < 3000; i++) { /* more than the default of fs.cache */
		keep(&a, i, (int)(i % 251), UK_PAGES_SIZE);
		ck_assert_int_eq(kept(&b, 0, UK_PAGES_SIZE), 'b'); /* used all the time */
		ck_assert_int_eq(kept(&a, i, UK_PAGES_SIZE), (int)(i % 251));
	}
	ck_assert_int_eq(kept(&a, 0, UK_PAGES_SIZE), -1);
	ck_assert_int_eq(kept(&a, 1900, UK_PAGES_SIZE), -1);
	ck_assert_int_eq(kept(&a, 2500, UK_PAGES_SIZE), 2500 % 251);
	empty();
}
END_TEST

#ifdef UK_NATIVE_TEST
START_TEST(without_memory_nothing_new_is_kept)
{
	long live = fake_live;

	empty();
	fake_left = 0;
	keep(&a, 0, 'a', 10);
	ck_assert_int_eq(kept(&a, 0, 10), -1);
	fake_left = 2;
	for (uint64_t i = 0; i < 5; i++)
		keep(&a, i, 'a', 10);
	fake_left = -1;
	ck_assert_int_eq(kept(&a, 4, 10), 'a');
	ck_assert_int_eq(kept(&a, 3, 10), 'a');
	ck_assert_int_eq(kept(&a, 2, 10), -1);
	empty();
	ck_assert_int_eq(fake_live, live);
}
END_TEST
#define NATIVE_TESTS , without_memory_nothing_new_is_kept
#else
#define NATIVE_TESTS
#endif

SUITE("pages", what_was_put_is_there, ranges_are_dropped,
      the_least_recently_used_go NATIVE_TESTS)
