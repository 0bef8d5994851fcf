/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The page allocator against a model: who owns each page. In an image it runs on
 * the image's own memory; natively on small arenas, with panics caught as well.
 */
#include "test.h"
#include <uk/page.h>
#ifdef UK_NATIVE_TEST
#include "fake_plat.h"
#endif

static struct uk_page_stats stats(void)
{
	struct uk_page_stats s;

	uk_page_stats(&s);
	return s;
}

static void arena(size_t pages)
{
#ifdef UK_NATIVE_TEST
	fake_arena(1, pages);
#else
	(void)pages;
#endif
}

/* Mark the first and last word of each page with its owner. */
static void mark(void *p, size_t n, uint64_t owner)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t *page = (uint64_t *)((char *)p + i * UK_PAGE_SIZE);

		page[0] = owner + i;
		page[511] = ~(owner + i);
	}
}

static void check_mark(void *p, size_t n, uint64_t owner)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t *page = (uint64_t *)((char *)p + i * UK_PAGE_SIZE);

		must(page[0] == owner + i);
		must(page[511] == ~(owner + i));
	}
}

#define SLOTS 64

static void random_trace(unsigned steps, unsigned max)
{
	struct {
		void *p;
		size_t n;
		uint64_t owner;
	} slot[SLOTS] = { 0 };
	size_t held = 0, before = stats().free;

	for (unsigned step = 0; step < steps; step++) {
		unsigned i = rnd() % SLOTS;
		size_t n = rnd() % 4 ? 1 + rnd() % 8 : 1 + rnd() % max;
		size_t align = rnd() % 4 ? 1 : (size_t)1 << rnd() % 6;

		if (!slot[i].p) {
			slot[i].p = uk_page_alloc_aligned(n, align);
			if (!slot[i].p)
				continue;
			must((uintptr_t)slot[i].p % (align * UK_PAGE_SIZE) == 0);
#ifdef UK_NATIVE_TEST
			must(fake_arena_holds(slot[i].p, n * UK_PAGE_SIZE));
#endif
			slot[i].n = n;
			slot[i].owner = (uint64_t)step << 32;
			mark(slot[i].p, n, slot[i].owner);
			held += n;
		} else if (slot[i].n > 1 && rnd() % 3 == 0) {
			/* Give back the tail only. */
			size_t keep = 1 + rnd() % (slot[i].n - 1);

			check_mark(slot[i].p, slot[i].n, slot[i].owner);
			uk_page_free((char *)slot[i].p + keep * UK_PAGE_SIZE, slot[i].n - keep);
			held -= slot[i].n - keep;
			slot[i].n = keep;
		} else {
			check_mark(slot[i].p, slot[i].n, slot[i].owner);
			uk_page_free(slot[i].p, slot[i].n);
			held -= slot[i].n;
			slot[i].p = NULL;
		}
#ifdef UK_NATIVE_TEST
		must(stats().free == before - held);
#endif
		must(stats().largest <= stats().free);
	}
	for (unsigned i = 0; i < SLOTS; i++)
		if (slot[i].p)
			uk_page_free(slot[i].p, slot[i].n);
	ck_assert_pages_eq(stats().free, before);
}

START_TEST(random_trace_keeps_pages_apart_and_counts)
{
	arena(500);
	size_t largest = stats().largest;
	random_trace(20000, 60);
	/* All is merged again. */
	ck_assert_pages_eq(stats().largest, largest);
}
END_TEST

START_TEST(refuses_what_it_cannot_do)
{
	arena(100);
	ck_assert_ptr_null(uk_page_alloc(0));
	ck_assert_ptr_null(uk_page_alloc(SIZE_MAX));
	ck_assert_ptr_null(uk_page_alloc(SIZE_MAX / 4096 + 1));
	ck_assert_ptr_null(uk_page_alloc_aligned(1, 3));
	ck_assert_ptr_null(uk_page_alloc_aligned(1, 0));
	ck_assert_ptr_null(uk_page_alloc(stats().free + 1));
}
END_TEST

START_TEST(exhaustion_is_null_and_recovers)
{
	size_t before, n = 0, left, largest;
	void *list = NULL;

	arena(300);
	before = stats().free;
	for (void **p; (p = uk_page_alloc(1)); n++) {
		*p = list;
		list = p;
	}
	left = stats().free;
	largest = stats().largest;
	/* Nothing is asserted before Check can have memory again. */
	for (void *next; list; list = next) {
		next = *(void **)list;
		uk_page_free(list, 1);
	}
	ck_assert_uint_eq(n, before);
	ck_assert_uint_eq(left, 0);
	ck_assert_uint_eq(largest, 0);
	ck_assert_pages_eq(stats().free, before);
}
END_TEST

START_TEST(a_request_that_is_no_power_of_two_needs_no_more_than_it_asks)
{
	size_t before, n, left;
	char *p;

	arena(225);
	before = stats().free;
	n = stats().largest;
	p = uk_page_alloc(n);
	left = stats().free;
	/* In two pieces, which do not meet at a power of two. */
	if (p) {
		uk_page_free(p, n / 3);
		uk_page_free(p + n / 3 * UK_PAGE_SIZE, n - n / 3);
	}
	ck_assert_ptr_nonnull(p);
	ck_assert_uint_eq(left, before - n);
	ck_assert_pages_eq(stats().free, before);
	ck_assert_pages_eq(stats().largest, n);
}
END_TEST

#ifdef UK_NATIVE_TEST
START_TEST(boot_touches_next_to_nothing_of_a_large_arena)
{
	fake_arena(0, (1 << 30) / UK_PAGE_SIZE);
	ck_assert_uint_eq(fake_arena_touched(), 0);
	ck_assert_ptr_nonnull(uk_page_alloc(4));
	ck_assert_uint_le(fake_arena_touched(), 1);
	ck_assert_uint_ge(stats().total, (1 << 30) / UK_PAGE_SIZE - 8);
}
END_TEST

START_TEST(little_memory_loses_one_page)
{
	fake_arena(3, 225);
	ck_assert_uint_eq(stats().total, 224);
	ck_assert_uint_eq(stats().largest, 224);
}
END_TEST

START_TEST(free_neighbours_serve_though_they_are_no_buddies)
{
	char *p;

	fake_arena(0, 257);
	p = uk_page_alloc(256);
	/* Pages 5 to 205 of the arena: no block of 256 fits. */
	uk_page_free(p + 5 * UK_PAGE_SIZE, 200);
	ck_assert_uint_eq(stats().free, 200);
	ck_assert_ptr_null(uk_page_alloc(201));
	ck_assert_ptr_null(uk_page_alloc_aligned(196, 16));
	ck_assert_ptr_eq(uk_page_alloc(200), p + 5 * UK_PAGE_SIZE);
	ck_assert_uint_eq(stats().free, 0);
}
END_TEST

START_TEST(ranges_with_a_hole_are_never_joined)
{
	fake_arena_with_hole(50, 7, 143);
	ck_assert_uint_eq(stats().total, 192);
	ck_assert_ptr_null(uk_page_alloc(143));
	random_trace(20000, 40);
	ck_assert_uint_eq(stats().largest, 142);
}
END_TEST

START_TEST(unusable_boot_maps_are_refused)
{
	struct uk_boot *boot = (struct uk_boot *)uk_boot_info;

	boot->nmem = 0;
	ck_assert_int_lt(uk_alloc_boot(), 0);
	boot->nmem = 2;
	boot->mem[0] = (struct uk_memrange){ UINTPTR_MAX - 100, 5000 };
	boot->mem[1] = (struct uk_memrange){ 0, 4096 };
	ck_assert_int_lt(uk_alloc_boot(), 0);
}
END_TEST

START_TEST(hostile_frees_are_detected)
{
	char *p, *q;

	fake_arena(0, 100);
	p = uk_page_alloc(8);
	q = uk_page_alloc(8);
	ck_assert_panics(uk_page_free(p + 1, 1), "not allocated");
	ck_assert_panics(uk_page_free((void *)4096, 1), "not allocated");
	ck_assert_panics(uk_page_free(q, 100), "not allocated");
	ck_assert_panics(uk_page_free(q + 20 * UK_PAGE_SIZE, 1), "not allocated");
	uk_page_free(p, 8);
	ck_assert_panics(uk_page_free(p, 8), "not allocated");
	ck_assert_panics(uk_page_free(p + 3 * UK_PAGE_SIZE, 1), "not allocated");
	uk_page_free(q, 8);
	ck_assert_panics(uk_page_free(q, 8), "not allocated");
}
END_TEST

START_TEST(a_free_page_that_is_written_to_is_detected)
{
	char *p, *q;

	fake_arena(0, 100);
	p = uk_page_alloc(1);
	q = uk_page_alloc(1);
	uk_page_free(p, 1);
	((uint32_t *)p)[4] = 77;
	ck_assert_panics(uk_page_alloc(1), "written to after it was freed");
	(void)q;
}
END_TEST

START_TEST(table_pages_are_zeroed)
{
	char *p;

	fake_arena(0, 100);
	p = uk_page_alloc(1);
	memset(p, 0xaa, UK_PAGE_SIZE);
	uk_page_free(p, 1);
	p = uk_vm_table_page();
	for (size_t i = 0; i < UK_PAGE_SIZE; i++)
		ck_assert_int_eq(p[i], 0);
	while (uk_page_alloc(1))
		;
	ck_assert_ptr_null(uk_vm_table_page());
}
END_TEST
#endif

int main(void)
{
	Suite *s = suite_create("page");
	TCase *t = tcase_create("page");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, random_trace_keeps_pages_apart_and_counts);
	tcase_add_test(t, refuses_what_it_cannot_do);
	tcase_add_test(t, exhaustion_is_null_and_recovers);
	tcase_add_test(t, a_request_that_is_no_power_of_two_needs_no_more_than_it_asks);
#ifdef UK_NATIVE_TEST
	tcase_add_test(t, boot_touches_next_to_nothing_of_a_large_arena);
	tcase_add_test(t, little_memory_loses_one_page);
	tcase_add_test(t, free_neighbours_serve_though_they_are_no_buddies);
	tcase_add_test(t, ranges_with_a_hole_are_never_joined);
	tcase_add_test(t, unusable_boot_maps_are_refused);
	tcase_add_test(t, hostile_frees_are_detected);
	tcase_add_test(t, a_free_page_that_is_written_to_is_detected);
	tcase_add_test(t, table_pages_are_zeroed);
#endif
	suite_add_tcase(s, t);
	return run_suite(s);
}
