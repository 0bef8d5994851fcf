/* SPDX-License-Identifier: BSD-3-Clause */
/* Dates and numbers out of text, characters of UTF-8, strings of the configuration. */
#define _GNU_SOURCE 1
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>
#include "tests/suite.h"

/* What strptime makes of @s: the date and time, and how many bytes it did not read; or "-". */
static const char *read_as(const char *s, const char *format)
{
	static char out[96];
	struct tm tm = { .tm_mday = 1, .tm_year = 70 };
	const char *end = strptime(s, format, &tm);
	size_t n;

	if (!end)
		return "-";
	n = strftime(out, sizeof(out), "%Y-%m-%d %H:%M:%S %a %j", &tm);
	if (*end)
		snprintf(out + n, sizeof(out) - n, " +%zu", strlen(end));
	return out;
}

START_TEST(dates_are_read)
{
	static const char *const cases[][3] = {
		{ "2023-01-02 15:04:05", "%Y-%m-%d %H:%M:%S", "2023-01-02 15:04:05 Mon 002" },
		{ "Mon, 02 Jan 2023 15:04:05 GMT", "%a, %d %b %Y %T GMT",
		  "2023-01-02 15:04:05 Mon 002" },
		{ "tuesday, 29-FEBRUARY-2000", "%A, %d-%B-%Y", "2000-02-29 00:00:00 Tue 060" },
		{ "Mon Jan  2 15:04:05 2023", "%c", "2023-01-02 15:04:05 Mon 002" },
		{ "01/02/23", "%D", "2023-01-02 00:00:00 Mon 002" },
		{ "01/02/69", "%x", "1969-01-02 00:00:00 Thu 002" },
		{ "1969-12-31", "%F", "1969-12-31 00:00:00 Wed 365" },
		{ "2000 366", "%Y %j", "2000-12-31 00:00:00 Sun 366" },
		{ "19 70", "%C %y", "1970-01-01 00:00:00 Sun 001" },
		{ "2023-01-02T15:04:05+01:00 x", "%FT%T%z x", "2023-01-02 15:04:05 Mon 002" },
		{ "2023-01-02 -0130", "%F %z", "2023-01-02 00:00:00 Mon 002" },
		{ "2023-01-02 Z", "%F %z", "2023-01-02 00:00:00 Mon 002" },
		{ "12:00:01 AM", "%r", "1970-01-01 00:00:01 Sun 001" },
		{ "12:30 pm", "%I:%M %p", "1970-01-01 12:30:00 Sun 001" },
		{ "pm 1", "%p %I", "1970-01-01 13:00:00 Sun 001" },
		{ "86400", "%s", "1970-01-02 00:00:00 Fri 002" },
		{ "100%rest", "%H%%", "-" },
		{ "10%rest", "%H%%", "1970-01-01 10:00:00 Sun 001 +4" },
		{ " 7 \t\n 5", "%H%n%M", "1970-01-01 07:05:00 Sun 001" },
		{ "07", "%OH", "1970-01-01 07:00:00 Sun 001" },
		{ "", "%H", "-" },
		{ "24", "%H", "-" },
		{ "60", "%M", "-" },
		{ "13", "%m", "-" },
		{ "00", "%d", "-" },
		{ "Foo", "%a", "-" },
		{ "Ja", "%b", "-" },
		{ "1", "%", "-" },
		{ "1", "%!", "-" },
		{ "+1", "%z", "-" },
		{ "99999999999999999999", "%s", "-" },
		{ "abc", "abd", "-" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ck_assert_msg(strcmp(read_as(cases[i][0], cases[i][1]), cases[i][2]) == 0,
			      "%s as %s: %s", cases[i][0], cases[i][1],
			      read_as(cases[i][0], cases[i][1]));
}
END_TEST

START_TEST(every_day_comes_back)
{
	char s[32];
	struct tm tm, got;

	for (time_t t = -86400LL * 40000; t < 86400LL * 60000; t += 86400 * 7 + 3661) {
		gmtime_r(&t, &tm);
		strftime(s, sizeof(s), "%Y %j %H:%M:%S", &tm);
		memset(&got, 0, sizeof(got));
		ck_assert_ptr_nonnull(strptime(s, "%Y %j %T", &got));
		ck_assert_msg(timegm(&got) == t, "%s", s);
	}
}
END_TEST

START_TEST(characters_have_classes_and_widths)
{
	mbstate_t st = { 0 };
	wchar_t wc;
	char b[8];

	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
	ck_assert(iswalpha(0xe4) && iswalpha(0x416) && iswalpha(0x4e00) && !iswalpha(0x2028));
	ck_assert(iswspace(0x3000) && iswpunct(0x3002) && !iswdigit(0x661));
	ck_assert_int_eq((int)towupper(0xe4), 0xc4);
	ck_assert_int_eq((int)towlower(0x416), 0x436);
	ck_assert(wcwidth('a') == 1 && wcwidth(0x4e00) == 2 && wcwidth(0x301) == 0);
	ck_assert(wcwidth(0x1f600) == 2 && wcwidth(7) == -1);
	ck_assert_int_eq((int)wcrtomb(b, 0x1f600, &st), 4);
	ck_assert_int_eq(memcmp(b, "\xf0\x9f\x98\x80", 4), 0);
	/* Longer than need be, and beyond the last character. */
	ck_assert_int_eq((int)mbrtowc(&wc, "\xc0\x80", 2, &st), -1);
	memset(&st, 0, sizeof(st));
	ck_assert_int_eq((int)mbrtowc(&wc, "\xf4\x90\x80\x80", 4, &st), -1);
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C"));
}
END_TEST

START_TEST(strings_of_the_configuration)
{
	char b[32];
	size_t n = confstr(_CS_PATH, NULL, 0);
	int error;

	ck_assert_uint_eq(n, sizeof("/bin:/usr/bin"));
	ck_assert_uint_eq(confstr(_CS_PATH, b, sizeof(b)), n);
	ck_assert_str_eq(b, "/bin:/usr/bin");
	ck_assert_uint_eq(confstr(_CS_PATH, b, 5), n);
	ck_assert_str_eq(b, "/bin");
	ck_assert_uint_eq(confstr(_CS_V7_ENV, b, sizeof(b)), 1);
	ck_assert_str_eq(b, "");
	errno = 0;
	n = confstr(12345, b, sizeof(b));
	error = errno;
	ck_assert_uint_eq(n, 0);
	ck_assert_int_eq(error, EINVAL);
}
END_TEST

SUITE("text", dates_are_read, every_day_comes_back, characters_have_classes_and_widths,
      strings_of_the_configuration)
