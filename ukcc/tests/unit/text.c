/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Buffers, string vectors, nearest names.
 */
#include <string.h>

#include "../../common/say.h"
#include "unit.h"

START_TEST(nearest_finds_typos)
{
	struct strv all = { 0 }, out = { 0 };

	strv_words(&all, "libuk-net libuk-netdev libuk-fs libuk-alloc-tlsf");
	nearest("libuk-nte", &all, &out);
	ck_assert_uint_ge(out.n, 1);
	ck_assert_str_eq(out.v[0], "libuk-net");
	out.n = 0;
	nearest("something-else", &all, &out);
	ck_assert_uint_eq(out.n, 0);
	nearest("", &all, &out);
	ck_assert_uint_eq(out.n, 0);
}
END_TEST

START_TEST(nearest_survives_long_names)
{
	struct strv all = { 0 }, out = { 0 };
	char name[3000];

	memset(name, 'a', sizeof(name) - 1);
	name[sizeof(name) - 1] = 0;
	strv_push(&all, name);
	strv_push(&all, "a");
	nearest(name, &all, &out);
	nearest("a", &all, &out);
	ck_assert_uint_ge(out.n, 1);
}
END_TEST

START_TEST(list_of_words)
{
	struct strv v = { 0 };

	ck_assert_str_eq(strv_list(&v), "");
	strv_words(&v, " a,b\tc ");
	ck_assert_uint_eq(v.n, 3);
	ck_assert_str_eq(strv_list(&v), "a, b and c");
	ck_assert_ptr_null(v.v[3]);
}
END_TEST

START_TEST(buffer_aligns_with_zeroes)
{
	struct buf b = { 0 };

	buf_add(&b, "abc", 3);
	buf_align(&b, 16);
	ck_assert_uint_eq(b.n, 16);
	ck_assert_mem_eq(b.p, "abc\0\0\0\0\0\0\0\0\0\0\0\0\0", 16);
	buf_align(&b, 16);
	ck_assert_uint_eq(b.n, 16);
}
END_TEST

TCase *test_text(void)
{
	TCase *t = tcase_create("text");

	tcase_add_test(t, nearest_finds_typos);
	tcase_add_test(t, nearest_survives_long_names);
	tcase_add_test(t, list_of_words);
	tcase_add_test(t, buffer_aligns_with_zeroes);
	return t;
}
