/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The string functions against byte-wise loops, for every length up to 300 and
 * every alignment, with a canary on both sides of what they may touch.
 */
#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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
					want[i] = i >= 32 + da && i < 32 + da + n ? b[16 + sa + i - 32 - da] : a[i];
				ck_assert_ptr_eq(do_memcpy(a + 32 + da, b + 16 + sa, n), a + 32 + da);
				same();
			}
}
END_TEST

START_TEST(memmove_survives_every_overlap)
{
	for (size_t n = 0; n <= LEN_MAX; n += 1 + n / 30)
		for (int shift = -70; shift <= 70; shift += 1 + (shift > -20 && shift < 20 ? 0 : 6)) {
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

int main(void)
{
	Suite *s = suite_create("string");
	TCase *t = tcase_create("x86_64");
	SRunner *r;
	int failed;

	tcase_set_timeout(t, 0);
	tcase_add_test(t, memcpy_copies_exactly);
	tcase_add_test(t, memmove_survives_every_overlap);
	tcase_add_test(t, memset_sets_exactly);
	tcase_add_test(t, memcmp_finds_the_first_difference);
	tcase_add_test(t, strlen_and_memchr_find_the_first);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_set_fork_status(r, CK_NOFORK);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? 1 : 0;
}
