/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * TLSF heaps against a model: each block is filled with its own pattern, which
 * nothing else may disturb; accounting returns to where it was.
 */
#include "test.h"
#include <uk/page.h>
#include <uk/tlsf.h>
#ifdef UK_NATIVE_TEST
#include "fake_plat.h"
#endif

static void arena(size_t pages)
{
#ifdef UK_NATIVE_TEST
	fake_arena(0, pages);
#else
	(void)pages;
#endif
}

static size_t free_pages(void)
{
	struct uk_page_stats s;

	uk_page_stats(&s);
	return s.free;
}

static struct uk_heap_stats stats(const struct uk_heap *h)
{
	struct uk_heap_stats s;

	uk_heap_stats(h, &s);
	return s;
}

static void fill(unsigned char *p, size_t n, unsigned key)
{
	for (size_t i = 0; i < n; i++)
		p[i] = key + i * 7;
}

static void check_fill(const unsigned char *p, size_t n, unsigned key)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != (unsigned char)(key + i * 7))
			ck_abort_msg("byte %zu of %zu changed", i, n);
}

static size_t random_size(size_t max)
{
	switch (rnd() % 8) {
	case 0:
		return rnd() % max;
	case 1:
	case 2:
		return rnd() % 4096;
	default:
		return rnd() % 200;
	}
}

#define SLOTS 256

static void random_trace(struct uk_heap *h, unsigned steps, size_t max)
{
	static struct {
		unsigned char *p;
		size_t n, align;
		unsigned key;
	} slot[SLOTS];
	unsigned char *p;

	memset(slot, 0, sizeof(slot));
	for (unsigned step = 0; step < steps; step++) {
		unsigned i = rnd() % SLOTS;
		size_t n = random_size(max);

		if (!slot[i].p) {
			slot[i].align = rnd() % 8 ? 16 : (size_t)16 << rnd() % 10;
			if (slot[i].align == 16)
				p = uk_heap_alloc(h, n);
			else
				p = uk_heap_memalign(h, slot[i].align, n);
			if (!p)
				continue;
			must((uintptr_t)p % slot[i].align == 0);
		} else if (rnd() % 4 == 0) {
			p = uk_heap_realloc(h, slot[i].p, n);
			if (!p) {
				check_fill(slot[i].p, slot[i].n, slot[i].key);
				continue;
			}
			must((uintptr_t)p % 16 == 0);
			check_fill(p, n < slot[i].n ? n : slot[i].n, slot[i].key);
		} else {
			check_fill(slot[i].p, slot[i].n, slot[i].key);
			uk_heap_free(h, slot[i].p);
			slot[i].p = NULL;
			continue;
		}
		must(uk_heap_usable(p) >= n);
		slot[i].p = p;
		slot[i].n = n;
		slot[i].key = step;
		fill(p, uk_heap_usable(p), step);
	}
	for (unsigned i = 0; i < SLOTS; i++)
		if (slot[i].p) {
			check_fill(slot[i].p, slot[i].n, slot[i].key);
			uk_heap_free(h, slot[i].p);
		}
	ck_assert_uint_eq(stats(h).used, 0);
}

START_TEST(random_trace_in_a_growing_heap)
{
	static struct uk_heap h;
	size_t before;

	arena(8192);
	before = free_pages();
	uk_heap_init(&h, true);
	random_trace(&h, 40000, 400000);
	ck_assert_uint_gt(stats(&h).peak, 1 << 20);
	ck_assert_pages_eq(before - free_pages(), stats(&h).pages);
	/* What is free in large pieces went back. */
	ck_assert_uint_lt(stats(&h).pages, (1 << 20) / 4096 + 100);
}
END_TEST

START_TEST(random_trace_in_a_fixed_heap_that_is_often_full)
{
	static struct uk_heap h;
	static char mem[200000];
	size_t all;
	void *p;

	uk_heap_init(&h, false);
	ck_assert_int_eq(uk_heap_add(&h, mem + 1, sizeof(mem) - 1), 0);
	all = stats(&h).free;
	ck_assert_uint_ge(all, sizeof(mem) - 32);
	random_trace(&h, 40000, 30000);
	/* One block again, of nearly all there is. */
	ck_assert_uint_eq(stats(&h).free, all);
	p = uk_heap_alloc(&h, sizeof(mem) * 15 / 16);
	ck_assert_ptr_nonnull(p);
	uk_heap_free(&h, p);
}
END_TEST

START_TEST(two_regions_side_by_side_become_one)
{
	static struct uk_heap h;
	static char mem[20000] __attribute__((aligned(16)));
	void *p;

	uk_heap_init(&h, false);
	ck_assert_int_eq(uk_heap_add(&h, mem, 8000), 0);
	ck_assert_int_eq(uk_heap_add(&h, mem + 8000, 12000), 0);
	p = uk_heap_alloc(&h, 18000);
	ck_assert_ptr_nonnull(p);
	uk_heap_free(&h, p);
}
END_TEST

START_TEST(sizes_at_every_edge)
{
	static struct uk_heap h;

	arena(4096);
	uk_heap_init(&h, true);
	for (size_t n = 0; n < 1100; n++) {
		unsigned char *p = uk_heap_alloc(&h, n), *q = uk_heap_alloc(&h, n);

		must(p);
		must(q);
		must(uk_heap_usable(p) >= n);
		must(uk_heap_usable(p) <= n + 40);
		fill(p, uk_heap_usable(p), 1);
		fill(q, uk_heap_usable(q), 2);
		check_fill(p, uk_heap_usable(p), 1);
		uk_heap_free(&h, p);
		check_fill(q, uk_heap_usable(q), 2);
		uk_heap_free(&h, q);
	}
	for (unsigned shift = 10; shift < 22; shift++)
		for (int d = -40; d <= 40; d++) {
			size_t n = (1u << shift) + d;
			unsigned char *p = uk_heap_alloc(&h, n);

			must(p);
			must(uk_heap_usable(p) >= n);
			p[0] = p[n - 1] = 1;
			uk_heap_free(&h, p);
		}
	ck_assert_uint_eq(stats(&h).used, 0);
}
END_TEST

START_TEST(alignments_up_to_megabytes)
{
	static struct uk_heap h;
	size_t before;

	arena(8192);
	before = free_pages();
	uk_heap_init(&h, true);
	for (size_t align = 1; align <= 4 << 20; align *= 2)
		for (size_t n = 1; n < 600000; n = n * 5 + 1) {
			char *p = uk_heap_memalign(&h, align, n);

			ck_assert_ptr_nonnull(p);
			ck_assert_uint_eq((uintptr_t)p % align, 0);
			memset(p, 1, n);
			uk_heap_free(&h, p);
		}
	ck_assert_ptr_null(uk_heap_memalign(&h, 24, 10));
	ck_assert_ptr_null(uk_heap_memalign(&h, 0, 10));
	ck_assert_uint_eq(stats(&h).used, 0);
	ck_assert_pages_eq(before - free_pages(), stats(&h).pages);
}
END_TEST

START_TEST(a_request_beyond_memory_is_null)
{
	static struct uk_heap h;
	static const size_t sizes[] = { SIZE_MAX,     SIZE_MAX - 7,    SIZE_MAX - 16,
					SIZE_MAX / 2, (size_t)1 << 48, (size_t)1 << 46 };
	void *p;

	arena(200);
	uk_heap_init(&h, true);
	p = uk_heap_alloc(&h, 10);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		ck_assert_ptr_null(uk_heap_alloc(&h, sizes[i]));
		ck_assert_ptr_null(uk_heap_memalign(&h, 64, sizes[i]));
		ck_assert_ptr_null(uk_heap_memalign(&h, (size_t)1 << 60, sizes[i]));
		ck_assert_ptr_null(uk_heap_realloc(&h, p, sizes[i]));
	}
	uk_heap_free(&h, p);
	ck_assert_uint_eq(stats(&h).used, 0);
}
END_TEST

START_TEST(realloc_grows_in_place_when_what_follows_is_free)
{
	static struct uk_heap h;
	char *p, *q;

	arena(200);
	uk_heap_init(&h, true);
	p = uk_heap_alloc(&h, 100);
	ck_assert_ptr_eq(uk_heap_realloc(&h, p, 5000), p);
	q = uk_heap_alloc(&h, 100);
	ck_assert_ptr_ne(uk_heap_realloc(&h, p, 6000), p);
	ck_assert_ptr_nonnull(uk_heap_realloc(&h, NULL, 5));
	(void)q;
}
END_TEST

START_TEST(large_blocks_have_pages_of_their_own_and_shrink)
{
	static struct uk_heap h;
	size_t before;
	char *p, *q;

	arena(4096);
	before = free_pages();
	uk_heap_init(&h, true);
	p = uk_heap_alloc(&h, 3 << 20);
	ck_assert_pages_eq(before - free_pages(), (3 << 20) / 4096 + 1);
	memset(p, 5, 3 << 20);
	p = uk_heap_realloc(&h, p, 1 << 20);
	ck_assert_pages_eq(before - free_pages(), (1 << 20) / 4096 + 1);
	q = uk_heap_realloc(&h, p, 2 << 20);
	ck_assert_ptr_nonnull(q);
	for (size_t i = 0; i < 1 << 20; i++)
		must(q[i] == 5);
	q = uk_heap_realloc(&h, q, 1000);
	ck_assert_int_eq(q[999], 5);
	uk_heap_free(&h, q);
	ck_assert_uint_eq(stats(&h).used, 0);
	ck_assert_uint_le(stats(&h).pages, 16);
}
END_TEST

#ifdef UK_NATIVE_TEST
START_TEST(exhaustion_is_null_and_nothing_is_lost)
{
	static struct uk_heap h;

	fake_arena(0, 225);
	uk_heap_init(&h, true);
	for (unsigned round = 0; round < 5; round++) {
		size_t total = 0, n = 50 + round * 37;
		void *list = NULL;

		for (void **p; (p = uk_heap_alloc(&h, n)); total += n) {
			*p = list;
			list = p;
		}
		/* Most of the memory could be had. */
		ck_assert_uint_gt(total, 224 * 4096 * 70 / 100);
		ck_assert_uint_eq(free_pages(), 0);
		for (void *next; list; list = next) {
			next = *(void **)list;
			uk_heap_free(&h, list);
		}
		ck_assert_uint_eq(stats(&h).used, 0);
		ck_assert_uint_gt(free_pages(), 150);
	}
	random_trace(&h, 30000, 100000);
}
END_TEST

/* Of small blocks, which wait for their like, and of others. */
static const size_t either[] = { 104, 2008 };

START_TEST(hostile_frees_are_detected)
{
	static struct uk_heap h;
	size_t n = either[_i];
	char *p, *q, *big;

	fake_arena(0, 1000);
	uk_heap_init(&h, true);
	p = uk_heap_alloc(&h, n);
	q = uk_heap_alloc(&h, n);
	uk_heap_alloc(&h, n);
	big = uk_heap_alloc(&h, 1 << 20);
	memset(p, 0x41, n);
	ck_assert_panics(uk_heap_free(&h, p + 8), "not a block");
	ck_assert_panics(uk_heap_free(&h, p + 16), "not a block");
	ck_assert_panics(uk_heap_realloc(&h, p + 16, 5), "not a block");
	ck_assert_panics(uk_heap_free(&h, big + 4096), "not a block");
	uk_heap_free(&h, q);
	ck_assert_panics(uk_heap_free(&h, q), "freed before");
	ck_assert_panics(uk_heap_usable(q), "freed before");
	uk_heap_free(&h, p);
	/* The header of a larger q is inside the merged block now. */
	ck_assert_panics(uk_heap_free(&h, q), "freed before");
	ck_assert_panics(uk_heap_realloc(&h, p, 5), "freed before");
}
END_TEST

START_TEST(overruns_are_detected)
{
	static struct uk_heap h;
	size_t n = either[_i];
	char *p, *q;

	fake_arena(0, 1000);
	uk_heap_init(&h, true);
	p = uk_heap_alloc(&h, n);
	q = uk_heap_alloc(&h, n);
	uk_heap_alloc(&h, n);
	memset(p, 0x41, n + 8);
	ck_assert_panics(uk_heap_free(&h, p), "written to beyond its");
	ck_assert_panics(uk_heap_free(&h, q), "overwritten");
}
END_TEST

START_TEST(use_after_free_is_detected)
{
	static struct uk_heap h;
	size_t n = either[_i / 2];
	uint64_t *p;

	fake_arena(0, 1000);
	uk_heap_init(&h, true);
	uk_heap_free(&h, uk_heap_alloc(&h, n));
	p = uk_heap_alloc(&h, n);
	uk_heap_alloc(&h, n);
	uk_heap_free(&h, p);
	/* Of a large block the second word, a link, is checked. */
	p[n == either[0] ? _i % 2 : 1] = (uintptr_t)uk_heap_alloc(&h, 5000);
	/* One that TLSF's classes are sure to serve from it. */
	ck_assert_panics(uk_heap_alloc(&h, n == either[0] ? n : n - 128), "after it was freed");
}
END_TEST

START_TEST(an_overrun_into_a_waiting_block_is_detected)
{
	static struct uk_heap h;
	char *p, *q;

	fake_arena(0, 1000);
	uk_heap_init(&h, true);
	p = uk_heap_alloc(&h, 104);
	q = uk_heap_alloc(&h, 104);
	uk_heap_free(&h, q);
	memset(p, 0x41, 104 + 8);
	ck_assert_panics(uk_heap_alloc(&h, 104), "overwritten");
}
END_TEST

START_TEST(what_waits_is_little_and_is_had_when_wanted)
{
	static struct uk_heap h;
	static void *p[2000];
	size_t n;
	void *q;

	/* Many more of each size than may wait: the rest merges, pages go back. */
	fake_arena(0, 1000);
	uk_heap_init(&h, true);
	for (size_t i = 0; i < 2000; i++)
		must(p[i] = uk_heap_alloc(&h, 24 + i % 60 * 16));
	n = stats(&h).pages;
	for (size_t i = 0; i < 2000; i++)
		uk_heap_free(&h, p[i]);
	ck_assert_uint_eq(stats(&h).used, 0);
	ck_assert_uint_lt(stats(&h).pages, n / 2);

	/* In a full heap, blocks that wait side by side are one when a larger one is asked for.
	 */
	fake_arena(0, 60);
	uk_heap_init(&h, true);
	p[0] = p[1] = NULL;
	for (n = 0; n < 2000 && (p[n] = uk_heap_alloc(&h, 1032)); n++)
		;
	must(n > 10 && n < 2000);
	for (size_t i = 2; i < 6; i++)
		uk_heap_free(&h, p[i]);
	q = uk_heap_alloc(&h, 4000);
	ck_assert_ptr_nonnull(q);
	uk_heap_free(&h, q);
	p[2] = p[3] = p[4] = p[5] = NULL;
	for (size_t i = 0; i < n; i++)
		uk_heap_free(&h, p[i]);
	/* And so are the pages that they hold, when a block of pages is. */
	q = uk_heap_alloc(&h, 50 * 4096);
	ck_assert_ptr_nonnull(q);
}
END_TEST

START_TEST(the_default_heap_is_one)
{
	struct uk_heap_stats s;
	char *p;

	fake_arena(0, 1000);
	p = uk_zalloc(1000);
	for (int i = 0; i < 1000; i++)
		must(p[i] == 0);
	p = uk_realloc(p, 5000);
	ck_assert_uint_ge(uk_malloc_usable(p), 5000);
	uk_malloc_stats(&s);
	ck_assert_uint_ge(s.used, 5000);
	uk_free(p);
	p = uk_memalign(256, 5);
	ck_assert_uint_eq((uintptr_t)p % 256, 0);
	uk_free(p);
	uk_free(uk_malloc(0));
	uk_free(NULL);
	uk_malloc_stats(&s);
	ck_assert_uint_eq(s.used, 0);
}
END_TEST
#endif

START_TEST(a_fixed_heap_refuses_what_is_too_small)
{
	static struct uk_heap h;
	char mem[64] __attribute__((aligned(16)));

	uk_heap_init(&h, false);
	ck_assert_ptr_null(uk_heap_alloc(&h, 1));
	ck_assert_int_lt(uk_heap_add(&h, mem, 47), 0);
	ck_assert_int_lt(uk_heap_add(&h, mem + 1, 48), 0);
	ck_assert_int_eq(uk_heap_add(&h, mem, 48), 0);
	ck_assert_ptr_nonnull(uk_heap_alloc(&h, 24));
	ck_assert_ptr_null(uk_heap_alloc(&h, 1));
	uk_heap_init(&h, true);
	ck_assert_int_lt(uk_heap_add(&h, mem, 48), 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("heap");
	TCase *t = tcase_create("heap");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, random_trace_in_a_growing_heap);
	tcase_add_test(t, random_trace_in_a_fixed_heap_that_is_often_full);
	tcase_add_test(t, two_regions_side_by_side_become_one);
	tcase_add_test(t, sizes_at_every_edge);
	tcase_add_test(t, alignments_up_to_megabytes);
	tcase_add_test(t, a_request_beyond_memory_is_null);
	tcase_add_test(t, realloc_grows_in_place_when_what_follows_is_free);
	tcase_add_test(t, large_blocks_have_pages_of_their_own_and_shrink);
	tcase_add_test(t, a_fixed_heap_refuses_what_is_too_small);
#ifdef UK_NATIVE_TEST
	tcase_add_test(t, exhaustion_is_null_and_nothing_is_lost);
	tcase_add_loop_test(t, hostile_frees_are_detected, 0, 2);
	tcase_add_loop_test(t, overruns_are_detected, 0, 2);
	tcase_add_loop_test(t, use_after_free_is_detected, 0, 4);
	tcase_add_test(t, an_overrun_into_a_waiting_block_is_detected);
	tcase_add_test(t, what_waits_is_little_and_is_had_when_wanted);
	tcase_add_test(t, the_default_heap_is_one);
#endif
	suite_add_tcase(s, t);
	return run_suite(s);
}
