/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Zones of struct tm, getdate(), UTF-16 and UTF-32; who is there, and functions that have
 * macros beside them. In an image and, with UK_GLIBC, on the build machine.
 */
#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <uchar.h>
#include <ulimit.h>
#include <unistd.h>
#include <utmpx.h>
#include "tests/suite.h"

/* What strftime makes of @tm: the time, the zone's offset and name. */
static const char *shown(const struct tm *tm)
{
	static char out[64];

	strftime(out, sizeof(out), "%F %T %z %Z", tm);
	return out;
}

static void zone(const char *tz)
{
	if (tz)
		setenv("TZ", tz, 1);
	else
		unsetenv("TZ");
	tzset();
}

START_TEST(zones_of_local_time)
{
	static const struct {
		const char *tz;
		time_t t;
		long offset;
		const char *name, *shown;
	} cases[] = {
		{ "UTC0", 1700000000, 0, "UTC", "2023-11-14 22:13:20 +0000 UTC" },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", 1700000000, 3600, "CET",
		  "2023-11-14 23:13:20 +0100 CET" },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", 1690000000, 7200, "CEST",
		  "2023-07-22 06:26:40 +0200 CEST" },
		{ "EST5EDT,M3.2.0,M11.1.0", 1700000000, -18000, "EST",
		  "2023-11-14 17:13:20 -0500 EST" },
		{ "<+0530>-5:30", 1700000000, 19800, "+0530",
		  "2023-11-15 03:43:20 +0530 +0530" },
		{ "<-03>3<-02>,M3.2.0,M11.1.0", 1690000000, -7200, "-02",
		  "2023-07-22 02:26:40 -0200 -02" },
		{ "NST3:30", -1, -12600, "NST", "1969-12-31 20:29:59 -0330 NST" },
		{ "EST5", 0, -18000, "EST", "1969-12-31 19:00:00 -0500 EST" },
		/* A name alone is UTC, whatever was before. */
		{ "UTC", 0, 0, "UTC", "1970-01-01 00:00:00 +0000 UTC" },
	};
	struct tm tm, back;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		zone(cases[i].tz);
		memset(&tm, 0x55, sizeof(tm));
		ck_assert_ptr_nonnull(localtime_r(&cases[i].t, &tm));
		ck_assert_int_eq(tm.tm_gmtoff, cases[i].offset);
		ck_assert_str_eq(tm.tm_zone, cases[i].name);
		ck_assert_str_eq(shown(&tm), cases[i].shown);
		ck_assert_str_eq(shown(localtime(&cases[i].t)), cases[i].shown);
		/* mktime() sets them, too. */
		back = tm;
		back.tm_gmtoff = 12345;
		back.tm_zone = NULL;
		ck_assert_int_eq(mktime(&back), cases[i].t);
		ck_assert_str_eq(shown(&back), cases[i].shown);
		ck_assert_ptr_nonnull(gmtime_r(&cases[i].t, &tm));
		ck_assert_int_eq(tm.tm_gmtoff, 0);
		ck_assert_str_eq(tm.tm_zone, "GMT");
		tm.tm_gmtoff = 99;
		ck_assert_int_eq(timegm(&tm), cases[i].t);
		ck_assert_int_eq(tm.tm_gmtoff, 0);
	}
	zone("EST5");
	zone(NULL);
	ck_assert_int_eq(localtime(&cases[0].t)->tm_gmtoff, 0);
	ck_assert_int_eq(localtime(&cases[0].t)->tm_hour, 22);
}
END_TEST

START_TEST(zones_are_read)
{
	static const struct {
		const char *text;
		long offset;
	} cases[] = {
		{ "+0100", 3600 }, { "-0130", -5400 }, { "+05:30", 19800 },
		{ "-08", -28800 }, { "Z", 0 },
	};
	struct tm tm = { .tm_gmtoff = 77 };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		tm.tm_gmtoff = 77;
		ck_assert_ptr_nonnull(strptime(cases[i].text, "%z", &tm));
		ck_assert_int_eq(tm.tm_gmtoff, cases[i].offset);
	}
}
END_TEST

static char masks[64];

static void templates(const char *text)
{
	FILE *f;

	mkdir("/tmp", 0777);
	snprintf(masks, sizeof(masks), "/tmp/datemsk%ld", (long)getpid());
	f = fopen(masks, "w");
	ck_assert_ptr_nonnull(f);
	ck_assert(fputs(text, f) >= 0 && fclose(f) == 0);
	setenv("DATEMSK", masks, 1);
}

START_TEST(dates_by_templates)
{
	static const char *const cases[][2] = {
		{ "2023-11-14 22:13:20", "2023-11-14 22:13:20" },
		{ "  14.11.2023 7:05  ", "2023-11-14 07:05:00" },
		{ "Feb 29 2024 at 12 PM", "2024-02-29 12:00:00" },
		{ "11/14/68", "2068-11-14" },
		{ "Monday in May 2023", "2023-05-01" },
		{ "Friday in May 2023", "2023-05-05" },
#ifndef UK_GLIBC /* some day */
		{ "May 2022", "2022-05-01" },
#endif
	};
	struct tm *tm;

	zone("UTC0");
	templates("%Y-%m-%d %H:%M:%S\n\n%d.%m.%Y %H:%M\n%b %d %Y at %I %p\n%m/%d/%y\n"
		  "%A in %B %Y\n%B %Y");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		tm = getdate(cases[i][0]);
		ck_assert_msg(tm != NULL, "%s: %d", cases[i][0], getdate_err);
		ck_assert_msg(strncmp(shown(tm), cases[i][1], strlen(cases[i][1])) == 0,
			      "%s: %s", cases[i][0], shown(tm));
	}
	unlink(masks);
}
END_TEST

/* Where a part is not said, the next time that there is such a one. */
START_TEST(dates_that_say_less)
{
	static const char *const days[] = { "Sunday",	"Monday", "Tuesday", "Wednesday",
					    "Thursday", "Friday", "Saturday" };
	static const char *const months[] = { "January",   "February", "March",	   "April",
					      "May",	   "June",     "July",	   "August",
					      "September", "October",  "November", "December" };
	time_t t = time(NULL);
	struct tm now, *tm;

	zone("UTC0");
	templates("%A\n%B\n%H\n%H:%M:%S\n");
	localtime_r(&t, &now);
	if (now.tm_hour == 23 && now.tm_min == 59)
		return; /* the day may change meanwhile */
	for (int i = 0; i < 7; i++) {
		struct tm day = now;

		tm = getdate(days[i]);
		ck_assert_ptr_nonnull(tm);
		ck_assert_int_eq(tm->tm_wday, i);
		day.tm_mday += (i - now.tm_wday + 7) % 7;
		mktime(&day);
		ck_assert(tm->tm_mday == day.tm_mday && tm->tm_mon == day.tm_mon);
	}
	for (int i = 0; i < 12; i++) {
		tm = getdate(months[i]);
		ck_assert_ptr_nonnull(tm);
		ck_assert_int_eq(tm->tm_mon, i);
#ifndef UK_GLIBC
		ck_assert_int_eq(tm->tm_mday, 1);
#endif
		ck_assert_int_eq(tm->tm_year, now.tm_year + (i < now.tm_mon));
	}
	for (int i = 0; i < 24; i++) {
		char hour[8];
		struct tm day = now;

		snprintf(hour, sizeof(hour), "%02d", i);
		tm = getdate(hour);
		ck_assert_ptr_nonnull(tm);
		day.tm_mday += i < now.tm_hour;
		mktime(&day);
		ck_assert(tm->tm_hour == i && tm->tm_min == 0 && tm->tm_mday == day.tm_mday);
	}
	unlink(masks);
}
END_TEST

START_TEST(dates_that_are_none)
{
	unsetenv("DATEMSK");
	ck_assert(!getdate("1") && getdate_err == 1);
	setenv("DATEMSK", "", 1);
	ck_assert(!getdate("1") && getdate_err == 1);
	setenv("DATEMSK", "/no/such/file", 1);
	ck_assert(!getdate("1"));
#ifndef UK_GLIBC /* asks for the status first */
	ck_assert_int_eq(getdate_err, 2);
#endif
	templates("%Y-%m-%d\n");
	ck_assert(!getdate("today") && getdate_err == 7);
	ck_assert(!getdate("2023-02-30") && getdate_err == 8);
	ck_assert(!getdate("2023-02-28 x") && getdate_err == 7);
	setenv("DATEMSK", "/tmp", 1);
	ck_assert(!getdate("1") && getdate_err == 4);
	unlink(masks);
	templates("");
	ck_assert(!getdate("2023-02-28") && getdate_err == 7);
	unlink(masks);
}
END_TEST

START_TEST(utf_16_from_and_to_bytes)
{
	static const char text[] = "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80";
	static const char16_t wanted[] = { 'a', 0xe4, 0x20ac, 0xd83d, 0xde00, 0 };
	mbstate_t st = { 0 };
	const char *s = text;
	char16_t c;
	char b[8];
	size_t r;

	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
	for (int i = 0; i < 6; i++) {
		c = 0x5555;
		r = mbrtoc16(&c, s, sizeof(text), &st);
		ck_assert_int_eq(c, wanted[i]);
		if (i == 4)
			ck_assert(r == (size_t)-3);
		else
			ck_assert(r <= 4 && (r > 0 || i == 5));
		s += r == (size_t)-3 ? 0 : r;
	}
	ck_assert(s == text + sizeof(text) - 1 && mbsinit(&st));
	/* Byte by byte. */
	ck_assert(mbrtoc16(&c, "\xf0", 1, &st) == (size_t)-2);
	ck_assert(mbrtoc16(&c, "\x9f\x98", 2, &st) == (size_t)-2 && !mbsinit(&st));
	ck_assert(mbrtoc16(&c, "\x80z", 2, &st) == 1 && c == 0xd83d);
	ck_assert(mbrtoc16(&c, "z", 1, &st) == (size_t)-3 && c == 0xde00);
	ck_assert(mbrtoc16(&c, "z", 1, &st) == 1 && c == 'z');
	/* And back. */
	ck_assert_uint_eq(c16rtomb(b, 'a', &st), 1);
	ck_assert(c16rtomb(b, 0x20ac, &st) == 3 && memcmp(b, "\xe2\x82\xac", 3) == 0);
	ck_assert_uint_eq(c16rtomb(b, 0xd83d, &st), 0);
	ck_assert(c16rtomb(b, 0xde00, &st) == 4 && memcmp(b, "\xf0\x9f\x98\x80", 4) == 0);
	ck_assert(mbsinit(&st));
	ck_assert(c16rtomb(b, 0, &st) == 1 && !b[0]);
	ck_assert_uint_eq(c16rtomb(NULL, 'x', &st), 1);
	FAILS(c16rtomb(b, 0xde00, &st), EILSEQ);
	memset(&st, 0, sizeof(st));
	ck_assert_uint_eq(c16rtomb(b, 0xd83d, &st), 0);
	FAILS(c16rtomb(b, 'a', &st), EILSEQ);
	memset(&st, 0, sizeof(st));
	FAILS(mbrtoc16(&c, "\xff", 1, &st), EILSEQ);
	memset(&st, 0, sizeof(st));
	FAILS(mbrtoc16(&c, "\xed\xa0\x80", 3, &st), EILSEQ);
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C"));
}
END_TEST

START_TEST(utf_32_from_and_to_bytes)
{
	mbstate_t st = { 0 };
	char32_t c = 0;
	char b[8];

	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
	ck_assert(mbrtoc32(&c, "\xf0\x9f\x98\x80", 4, &st) == 4 && c == 0x1f600);
	ck_assert(mbrtoc32(&c, "\xe2\x82", 2, &st) == (size_t)-2);
	ck_assert(mbrtoc32(&c, "\xac", 1, &st) == 1 && c == 0x20ac);
	ck_assert(mbrtoc32(&c, "", 1, NULL) == 0 && c == 0);
	ck_assert_uint_eq(mbrtoc32(&c, NULL, 0, &st), 0);
	ck_assert_uint_eq(mbrtoc32(NULL, "ab", 2, &st), 1);
	ck_assert(c32rtomb(b, 0x1f600, &st) == 4 && memcmp(b, "\xf0\x9f\x98\x80", 4) == 0);
	ck_assert_uint_eq(c32rtomb(NULL, 'x', &st), 1);
#ifndef UK_GLIBC
	FAILS(c32rtomb(b, 0x110000, &st), EILSEQ);
#endif
	FAILS(c32rtomb(b, 0xd800, &st), EILSEQ);
	FAILS(mbrtoc32(&c, "\xed\xa0\x80", 3, &st), EILSEQ);
	memset(&st, 0, sizeof(st));
	FAILS(mbrtoc32(&c, "\xc0\x80", 2, &st), EILSEQ);
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C"));
}
END_TEST

START_TEST(jumps_by_the_function)
{
	void (*jump)(sigjmp_buf, int) = siglongjmp;
	static sigjmp_buf env;
	volatile int times = 0;
	sigset_t set, now;
	int r;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	r = sigsetjmp(env, 1);
	if (times++ == 0) {
		sigprocmask(SIG_BLOCK, &set, NULL);
		jump(env, 0);
	}
	ck_assert_int_eq(r, 1);
	sigprocmask(SIG_SETMASK, NULL, &now);
	ck_assert(!sigismember(&now, SIGUSR1));
	r = sigsetjmp(env, 0);
	if (times++ == 2) {
		sigprocmask(SIG_BLOCK, &set, NULL);
		jump(env, 7);
	}
	ck_assert_int_eq(r, 7);
	sigprocmask(SIG_SETMASK, NULL, &now);
	ck_assert(sigismember(&now, SIGUSR1));
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}
END_TEST

START_TEST(limits_of_files)
{
	ck_assert_int_eq(ulimit(UL_GETFSIZE), LONG_MAX);
	FAILS(ulimit(99), EINVAL);
	ck_assert_int_eq(ulimit(UL_SETFSIZE, LONG_MAX), LONG_MAX);
#ifndef UK_GLIBC /* it would be so from now on */
	FAILS(ulimit(UL_SETFSIZE, 100L), EPERM);
	FAILS(ulimit(UL_SETFSIZE, -1L), EINVAL);
#endif
}
END_TEST

START_TEST(who_is_there)
{
	struct utmpx line = { .ut_line = "no-such-line" };
	long id = gethostid();

	ck_assert_int_eq(gethostid(), id);
	setutxent();
	ck_assert_ptr_null(getutxline(&line));
	endutxent();
#ifndef UK_GLIBC /* has processes, somebody may be logged in */
	char name[8];
	siginfo_t info;

	ck_assert_ptr_null(getutxent());
	errno = 0;
	ck_assert(!getutxid(&line) && errno == ESRCH);
	errno = 0;
	ck_assert(!pututxline(&line) && errno == EPERM);
	ck_assert_int_eq(getlogin_r(name, 4), ERANGE);
	ck_assert_int_eq(getlogin_r(name, 5), 0);
	ck_assert_str_eq(name, getlogin());
	ck_assert_int_eq(setreuid((uid_t)-1, 0), 0);
	FAILS(setreuid(0, 1), EINVAL);
	FAILS(setregid(7, (gid_t)-1), EINVAL);
	ck_assert_int_eq(setpgrp(), 0);
	FAILS(waitid(P_ALL, 0, &info, WEXITED), ENOSYS);
#endif
}
END_TEST

SUITE("calendar", zones_of_local_time, zones_are_read, dates_by_templates, dates_that_say_less,
      dates_that_are_none, utf_16_from_and_to_bytes, utf_32_from_and_to_bytes,
      jumps_by_the_function, limits_of_files, who_is_there)
