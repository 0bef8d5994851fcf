/* SPDX-License-Identifier: BSD-3-Clause */
/* Contexts, times, priorities, groups, names and locales in a running image. */
#include <errno.h>
#include <grp.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <termios.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>
#include <wchar.h>
#include "tests/suite.h"

static ucontext_t main_context, other;
static char stack[32768] __attribute__((aligned(16)));
static char trace[16];
static long sum;

static void coroutine(void)
{
	strcat(trace, "a");
	swapcontext(&other, &main_context);
	strcat(trace, "b");
}

static void add(long a, long b, long c, long d, long e, long f, long g, long h)
{
	sum = a + 10 * b + 100 * c + 1000 * d + 10000 * e + 100000 * f + 1000000 * g +
	      10000000 * h;
}

START_TEST(contexts_take_turns)
{
	volatile int passes = 0;

	ck_assert_int_eq(getcontext(&other), 0);
	other.uc_stack.ss_sp = stack;
	other.uc_stack.ss_size = sizeof(stack);
	other.uc_link = &main_context;
	makecontext(&other, coroutine, 0);
	ck_assert_int_eq(swapcontext(&main_context, &other), 0);
	strcat(trace, "-");
	ck_assert_int_eq(swapcontext(&main_context, &other), 0);
	ck_assert_str_eq(trace, "a-b");
	getcontext(&other);
	other.uc_stack.ss_sp = stack;
	other.uc_stack.ss_size = sizeof(stack);
	other.uc_link = &main_context;
	makecontext(&other, (void (*)(void))add, 8, 1l, 2l, 3l, 4l, 5l, 6l, 7l, 8l);
	ck_assert_int_eq(swapcontext(&main_context, &other), 0);
	ck_assert_int_eq(sum, 87654321);
	/* Back to the same place. */
	getcontext(&main_context);
	if (passes++ < 3)
		setcontext(&main_context);
	ck_assert_int_eq(passes, 4);
}
END_TEST

START_TEST(timegm_is_gmtimes_inverse)
{
	static const time_t at[] = { 0,		  1,	      -1,	   951782400,
				     1709164800,  4102444800, -2208988800, 253402300799,
				     -62135596800 };
	struct tm tm;

	for (size_t i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
		ck_assert_ptr_nonnull(gmtime_r(&at[i], &tm));
		ck_assert(timegm(&tm) == at[i]);
	}
	/* Fields out of range: 32 January 2024 25:00 */
	tm = (struct tm){ .tm_year = 124, .tm_mon = 0, .tm_mday = 32, .tm_hour = 25 };
	ck_assert(timegm(&tm) == 1706835600);
	ck_assert(tm.tm_mon == 1 && tm.tm_mday == 2 && tm.tm_hour == 1);
	tm = (struct tm){ .tm_year = 124, .tm_mon = -1, .tm_mday = 1 };
	ck_assert(timegm(&tm) == 1701388800);
}
END_TEST

START_TEST(priorities_are_kept)
{
	ck_assert_int_eq(getpriority(PRIO_PROCESS, 0), 0);
	ck_assert_int_eq(nice(5), 5);
	ck_assert_int_eq(setpriority(PRIO_PROCESS, (id_t)getpid(), 100), 0);
	ck_assert_int_eq(getpriority(PRIO_PROCESS, 0), 19);
	FAILS(getpriority(9, 0), EINVAL);
	FAILS(setpriority(PRIO_PROCESS, 4711, 0), ESRCH);
}
END_TEST

START_TEST(root_is_in_all_lists)
{
	struct group g, *gp;
	struct passwd *pw;
	char buf[10];
	gid_t gids[2];
	int n = 2;

	ck_assert_int_eq(getgrgid_r(0, &g, buf, sizeof(buf), &gp), 0);
	ck_assert_str_eq(gp->gr_name, "root");
	ck_assert_int_eq(getgrnam_r("nobody", &g, buf, sizeof(buf), &gp), 0);
	ck_assert_ptr_null(gp);
	setgrent();
	ck_assert_ptr_nonnull(getgrent());
	ck_assert_ptr_null(getgrent());
	setpwent();
	pw = getpwent();
	ck_assert_str_eq(pw->pw_name, "root");
	ck_assert_ptr_null(getpwent());
	ck_assert_int_eq(getgrouplist("root", 0, gids, &n), 1);
	ck_assert_int_eq(setgroups(0, NULL), 0);
	ck_assert_int_eq(setgroups(1, gids), 0);
	gids[0] = 12;
	FAILS(setgroups(1, gids), EINVAL);
	FAILS(setgroups(-1, gids), EINVAL);
}
END_TEST

START_TEST(strings_of_the_configuration)
{
	char b[8];

	ck_assert_int_eq(sysconf(_SC_RTSIG_MAX), 32);
	ck_assert_int_ge(sysconf(_SC_SIGQUEUE_MAX), 32);
	ck_assert_int_eq(sysconf(_SC_REALTIME_SIGNALS), 200809);
	ck_assert_int_eq(ttyname_r(99, b, sizeof(b)), EBADF);
}
END_TEST

START_TEST(utf8_is_a_locale)
{
	mbstate_t st = { 0 };
	wchar_t wc;

	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
	ck_assert_str_eq(nl_langinfo(CODESET), "UTF-8");
	ck_assert_int_eq((int)mbrtowc(&wc, "\xe2\x82\xac", 3, &st), 3);
	ck_assert_int_eq(wc, 0x20ac);
	ck_assert_int_eq((int)mbrtowc(&wc, "\xe2", 1, &st), -2);
	memset(&st, 0, sizeof(st));
	ck_assert_int_eq((int)mbrtowc(&wc, "\xff", 1, &st), -1);
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C"));
}
END_TEST

START_TEST(terminals_are_told_from_others)
{
	struct termios t = { 0 };
	int p[2];

	ck_assert_int_eq(cfsetispeed(&t, B50), 0);
	ck_assert_int_eq(cfsetospeed(&t, B19200), 0);
	ck_assert(cfgetispeed(&t) == B50 && cfgetospeed(&t) == B19200);
	ck_assert_int_eq(pipe(p), 0);
	FAILS(tcflow(p[0], TCOON), ENOTTY);
	FAILS(tcflow(p[0], 4), EINVAL);
	FAILS(tcflow(99, TCION), EBADF);
	FAILS(tcsendbreak(p[1], 0), ENOTTY);
	FAILS(tcsendbreak(99, 0), EBADF);
	ck_assert(close(p[0]) == 0 && close(p[1]) == 0);
	/* The console accepts them, where it is a terminal. */
	if (isatty(0))
		ck_assert(tcflow(0, TCOON) == 0 && tcsendbreak(0, 0) == 0);
	else
		FAILS(tcflow(0, TCOON), ENOTTY);
}
END_TEST

SUITE("rest", contexts_take_turns, timegm_is_gmtimes_inverse, priorities_are_kept,
      root_is_in_all_lists, strings_of_the_configuration, utf8_is_a_locale,
      terminals_are_told_from_others)
