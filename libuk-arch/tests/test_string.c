/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The string functions against byte-wise loops, for every length up to 300 and
 * every alignment, with a canary or an unmapped page on both sides; longer ones in each way
 * that the processor offers.
 */
#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <uk/anchor.h>
#include "test_string.h"
#ifdef UK_NATIVE_TEST
#include <sys/mman.h>
#endif

UK_NEED(uk_string_wide);

#ifdef UK_STRING_RENAMED
void *uk_memmove(void *d, const void *s, size_t n);
void *uk_memcpy(void *d, const void *s, size_t n);
void *uk_memset(void *d, int c, size_t n);
int uk_memcmp(const void *a, const void *b, size_t n);
void *uk_memchr(const void *s, int c, size_t n);
size_t uk_strlen(const char *s);
#else
#define uk_memmove memmove
#define uk_memcpy  memcpy
#define uk_memset  memset
#define uk_memcmp  memcmp
#define uk_memchr  memchr
#define uk_strlen  strlen
#endif

#define LEN_MAX 300
#define ROOM	(LEN_MAX + 128)

/* volatile keeps the compiler from knowing the functions by their names */
static void *(*volatile do_memmove)(void *, const void *, size_t) = uk_memmove;
static void *(*volatile do_memcpy)(void *, const void *, size_t) = uk_memcpy;
static void *(*volatile do_memset)(void *, int, size_t) = uk_memset;
static int (*volatile do_memcmp)(const void *, const void *, size_t) = uk_memcmp;
static void *(*volatile do_memchr)(const void *, int, size_t) = uk_memchr;
static size_t (*volatile do_strlen)(const char *) = uk_strlen;

static unsigned char a[ROOM], b[ROOM], want[ROOM];

static void fill(unsigned char *p)
{
	for (size_t i = 0; i < ROOM; i++)
		p[i] = rand();
}

static void same(void)
{
	for (size_t i = 0; i < ROOM; i++)
		if (a[i] != want[i])
			ck_abort_msg("byte %zu is %u, wanted %u", i, a[i], want[i]);
}

START_TEST(memcpy_copies_exactly)
{
	fill(b);
	for (size_t n = 0; n <= LEN_MAX; n++)
		for (size_t da = 0; da < 17; da += 1 + n / 40)
			for (size_t sa = 0; sa < 17; sa += 3) {
				fill(a);
				for (size_t i = 0; i < ROOM; i++)
					want[i] = i >= 32 + da && i < 32 + da + n
							  ? b[16 + sa + i - 32 - da]
							  : a[i];
				ck_assert_ptr_eq(do_memcpy(a + 32 + da, b + 16 + sa, n),
						 a + 32 + da);
				same();
			}
}
END_TEST

START_TEST(memmove_survives_every_overlap)
{
	for (size_t n = 0; n <= LEN_MAX; n += 1 + n / 30)
		for (int shift = -70; shift <= 70;
		     shift += 1 + (shift > -20 && shift < 20 ? 0 : 6)) {
			size_t from = 72, to = from + shift;

			if (from + n > ROOM || to + n > ROOM)
				continue;
			fill(a);
			for (size_t i = 0; i < ROOM; i++)
				want[i] = i >= to && i < to + n ? a[from + i - to] : a[i];
			do_memmove(a + to, a + from, n);
			same();
		}
}
END_TEST

START_TEST(memset_sets_exactly)
{
	for (size_t n = 0; n <= LEN_MAX; n++)
		for (size_t al = 0; al < 17; al++) {
			fill(a);
			for (size_t i = 0; i < ROOM; i++)
				want[i] = i >= 32 + al && i < 32 + al + n ? 0xa7 : a[i];
			ck_assert_ptr_eq(do_memset(a + 32 + al, 0x1a7, n), a + 32 + al);
			same();
		}
}
END_TEST

START_TEST(memcmp_finds_the_first_difference)
{
	for (size_t n = 1; n <= LEN_MAX; n += 1 + n / 20)
		for (size_t at = 0; at < n; at++) {
			fill(a);
			for (size_t i = 0; i < n; i++)
				b[i + 3] = a[i + 1];
			ck_assert_int_eq(do_memcmp(a + 1, b + 3, n), 0);
			b[at + 3] ^= 0x80;
			for (size_t i = at + 1; i < n; i++)
				b[i + 3] = ~b[i + 3];
			ck_assert_int_eq(do_memcmp(a + 1, b + 3, n) > 0, a[at + 1] > b[at + 3]);
			ck_assert_int_ne(do_memcmp(a + 1, b + 3, n), 0);
			ck_assert_int_eq(do_memcmp(a + 1, b + 3, at), 0);
		}
}
END_TEST

START_TEST(strlen_and_memchr_find_the_first)
{
	for (size_t al = 0; al < 33; al++)
		for (size_t n = 0; n < LEN_MAX; n++) {
			for (size_t i = 0; i < ROOM; i++)
				a[i] = i < al ? 0 : 'x';
			a[al + n] = 0;
			a[al + n + 1] = 0;
			ck_assert_uint_eq(do_strlen((char *)a + al), n);
			ck_assert_ptr_eq(do_memchr(a + al, 0, n + 1), a + al + n);
			ck_assert_ptr_null(do_memchr(a + al, 0, n));
			ck_assert_ptr_null(do_memchr(a + al, 'y', n + 1));
		}
}
END_TEST

/* Kilobytes, where memmove and memset have other ways of doing it. */
START_TEST(long_ones_are_exact_too)
{
	static const size_t lengths[] = { 511, 512, 639, 1500, 3071, 3072, 3073, 4096, 9001 };
	static unsigned char from[10000], to[10000], wanted[10000];

	test_string_way((unsigned)_i);
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
		for (size_t at = 0; at < 35; at += 5) {
			size_t n = lengths[i];

			for (size_t j = 0; j < sizeof(from); j++) {
				from[j] = rand();
				wanted[j] = to[j] = rand();
			}
			for (size_t j = 0; j < n; j++)
				wanted[100 + at + j] = from[64 - at + j];
			do_memcpy(to + 100 + at, from + 64 - at, n);
			ck_assert_int_eq(memcmp(to, wanted, sizeof(to)), 0);
			ck_assert_int_eq(do_memcmp(to + 100 + at, from + 64 - at, n), 0);
			to[100 + at + n - 1]++;
			ck_assert_int_ne(do_memcmp(to + 100 + at, from + 64 - at, n), 0);
			to[100 + at + n - 1]--;
			/* Overlapping both ways. */
			for (size_t j = 0; j < n; j++)
				wanted[at + j] = to[100 + at + j];
			do_memmove(to + at, to + 100 + at, n);
			ck_assert_int_eq(memcmp(to, wanted, sizeof(to)), 0);
			for (size_t j = n; j-- > 0;)
				wanted[300 + at + j] = to[at + j];
			do_memmove(to + 300 + at, to + at, n);
			ck_assert_int_eq(memcmp(to, wanted, sizeof(to)), 0);
			for (size_t j = 0; j < n; j++)
				wanted[at + j] = 0x5a;
			do_memset(to + at, 0x5a, n);
			ck_assert_int_eq(memcmp(to, wanted, sizeof(to)), 0);
			ck_assert_ptr_eq(do_memchr(to + at, 0x5b, n), NULL);
			to[at + n - 1] = 0x5b;
			ck_assert_ptr_eq(do_memchr(to + at, 0x5b, n), to + at + n - 1);
		}
}
END_TEST

/* Source and destination a few bytes apart, where a loop overtakes itself. */
START_TEST(long_overlaps_survive)
{
	static unsigned char at[2048], wanted[2048];

	test_string_way((unsigned)_i);
	for (size_t n = 500; n < 1700; n += 37)
		for (size_t to = 0; to <= 260; to += 1 + to % 7) {
			size_t from = 130;

			for (size_t j = 0; j < sizeof(at); j++)
				wanted[j] = at[j] = rand();
			for (size_t j = 0; j < n; j++)
				wanted[to + j] = at[from + j];
			do_memmove(at + to, at + from, n);
			ck_assert_int_eq(memcmp(at, wanted, sizeof(at)), 0);
		}
}
END_TEST

START_TEST(the_processor_is_known)
{
	ck_assert(test_string_cpu_is_true());
}
END_TEST

START_TEST(memchr_may_be_told_no_end)
{
	static const char text[] = "no end";

	ck_assert_ptr_eq(do_memchr(text, 'd', SIZE_MAX), text + 5);
	ck_assert_ptr_eq(do_memchr(text, '\0', SIZE_MAX), text + 6);
	ck_assert_ptr_null(do_memchr(text, 'd', 0));
}
END_TEST

#ifdef UK_NATIVE_TEST
/* A byte touched in front of or behind the object faults. */
START_TEST(nothing_outside_is_touched)
{
	const size_t page = 4096, room = 2 * page;
	unsigned char *m = mmap(NULL, 2 * (room + 2 * page), PROT_NONE,
				MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char *x = m + page, *y = m + page + room + 2 * page;

	test_string_way((unsigned)_i);
	ck_assert_ptr_ne(m, MAP_FAILED);
	ck_assert_int_eq(mprotect(x, room, PROT_READ | PROT_WRITE), 0);
	ck_assert_int_eq(mprotect(y, room, PROT_READ | PROT_WRITE), 0);
	for (size_t n = 0; n < room; n += n < 200 ? 1 : 97) {
		unsigned char *ends[2] = { x, x + room - n }, *others[2] = { y, y + room - n };

		for (int i = 0; i < 4; i++) {
			unsigned char *p = ends[i & 1], *q = others[i >> 1];

			do_memset(p, 'x', n);
			do_memset(q, 'x', n);
			do_memcpy(p, q, n);
			do_memmove(q, p, n);
			ck_assert_int_eq(do_memcmp(p, q, n), 0);
			ck_assert_ptr_null(do_memchr(p, 'y', n));
			if (n) {
				p[n - 1] = '\0';
				ck_assert_uint_eq(do_strlen((char *)p), n - 1);
			}
		}
	}
	munmap(m, 2 * (room + 2 * page));
}
END_TEST
#endif

int main(void)
{
	Suite *s = suite_create("string");
	TCase *t = tcase_create("arch");
	SRunner *r;
	int failed;

	tcase_set_timeout(t, 0);
	tcase_add_test(t, memcpy_copies_exactly);
	tcase_add_test(t, memmove_survives_every_overlap);
	tcase_add_test(t, memset_sets_exactly);
	tcase_add_test(t, memcmp_finds_the_first_difference);
	tcase_add_test(t, strlen_and_memchr_find_the_first);
	tcase_add_loop_test(t, long_ones_are_exact_too, 0, TEST_STRING_WAYS);
	tcase_add_loop_test(t, long_overlaps_survive, 0, TEST_STRING_WAYS);
	tcase_add_test(t, the_processor_is_known);
	tcase_add_test(t, memchr_may_be_told_no_end);
#ifdef UK_NATIVE_TEST
	tcase_add_loop_test(t, nothing_outside_is_touched, 0, TEST_STRING_WAYS);
#endif
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_set_fork_status(r, CK_NOFORK);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? 1 : 0;
}
