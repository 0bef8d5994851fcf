/* SPDX-License-Identifier: BSD-3-Clause */
/* The formatter of messages against what C says, and uk_log. */
#include <limits.h>
#include "test.h"

#define same(wanted, ...)                                           \
	do {                                                        \
		char got[80];                                       \
		int n = uk_snprintf(got, sizeof(got), __VA_ARGS__); \
		ck_assert_str_eq(got, wanted);                      \
		ck_assert_int_eq(n, (int)strlen(wanted));           \
	} while (0)

START_TEST(conversions_are_those_of_c)
{
	same("", "%s", "");
	same("a b 100%", "%s %c 100%%", "a", 'b');
	same("0 -1 2147483647 -2147483648", "%d %d %i %d", 0, -1, INT_MAX, INT_MIN);
	same("4294967295 ffffffff", "%u %x", UINT_MAX, UINT_MAX);
	same("-9223372036854775808 18446744073709551615", "%ld %lu", LONG_MIN, ULONG_MAX);
	same("0x1234abcd 0xff", "%p %#x", (void *)0x1234abcd, 255);
	same("123 7b", "%zu %lx", (size_t)123, 123ul);
}
END_TEST

START_TEST(width_and_flags)
{
	const char *volatile nothing = NULL;

	same("[   42][42   ][00042]", "[%5d][%-5d][%05d]", 42, 42, 42);
	same("[  -42][-0042]", "[%5d][%05d]", -42, -42);
	same("[   ab][ab   ][ab]", "[%5s][%-5s][%1s]", "ab", "ab", "ab");
	same("[abc][][a]", "[%.3s][%.0s][%.*s]", "abcdef", "abc", 1, "abc");
	same("0x0000000000101234", "0x%016lx", 0x101234ul);
	same("(null)", "%s", nothing);
}
END_TEST

START_TEST(precision_bounds_the_read)
{
	char *s = malloc(3);

	ck_assert_ptr_nonnull(s);
	memcpy(s, "abc", 3); /* not terminated */
	same("abc", "%.3s", s);
	free(s);
}
END_TEST

START_TEST(short_buffers_are_cut_and_terminated)
{
	char b[4] = "zzz";

	ck_assert_int_eq(uk_snprintf(b, sizeof(b), "%d", 123456), 6);
	ck_assert_str_eq(b, "123");
	ck_assert_int_eq(uk_snprintf(b, 1, "abc"), 3);
	ck_assert_str_eq(b, "");
	ck_assert_int_eq(uk_snprintf(NULL, 0, "abc"), 3);
}
END_TEST

START_TEST(what_is_unknown_is_printed_as_it_stands)
{
	const char *volatile odd = "%y %"; /* not for the compiler's eyes */
	char b[16];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"
	uk_snprintf(b, sizeof(b), odd);
#pragma GCC diagnostic pop
	ck_assert_str_eq(b, "y ");
}
END_TEST

START_TEST(a_log_line_has_a_prefix_and_an_end)
{
	char longer[600];

	capture_begin();
	uk_log("%s %d", "one", 2);
	capture_end();
	ck_assert_str_eq(captured, "uk: one 2\n");
	memset(longer, 'x', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	capture_begin();
	uk_log("%s", longer);
	capture_end();
	ck_assert_uint_lt(strlen(captured), 300);
	ck_assert_int_eq(captured[strlen(captured) - 1], '\n');
}
END_TEST

int main(void)
{
	Suite *s = suite_create("format");
	TCase *t = tcase_create("format");

	tcase_add_test(t, conversions_are_those_of_c);
	tcase_add_test(t, width_and_flags);
	tcase_add_test(t, precision_bounds_the_read);
	tcase_add_test(t, short_buffers_are_cut_and_terminated);
	tcase_add_test(t, what_is_unknown_is_printed_as_it_stands);
	tcase_add_test(t, a_log_line_has_a_prefix_and_an_end);
	suite_add_tcase(s, t);
	return run_suite(s);
}
