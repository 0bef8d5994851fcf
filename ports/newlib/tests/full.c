/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the full variant must do: the faults that the patches mend, and the
 * conversions that distinguish it from the small one.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fnmatch.h>
#include <inttypes.h>
#include <limits.h>
#include <locale.h>
#include <math.h>
#include <regex.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>
#include "shim.h"

static char buf[512];

/* Format through a va_list that has already been used, as wrappers do. */
static int format(const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(buf, sizeof(buf), fmt, ap);
	va_end(ap);
	return n;
}

#define GIVES(expected, ...) (format(__VA_ARGS__) == (int)strlen(expected) &&                  \
			      !strcmp(buf, expected))

static void test_positional(void)
{
	wchar_t wide[64];
	int a = 0, b = 0, c = 0;
	char *text;

	CHECK("printf %2$s %1$d", GIVES("x 7", "%2$s %1$d", 7, "x"));
	CHECK("printf argument used twice", GIVES("ab a", "%1$s%2$s %1$s", "a", "b"));
	CHECK("printf positional width", GIVES("[   42]", "[%2$*1$d]", 5, 42));
	CHECK("printf positional double and string",
	      GIVES("s 1.50 9", "%3$s %1$.2f %2$d", 1.5, 9, "s"));
	CHECK("printf eight positional arguments",
	      GIVES("87654321", "%8$d%7$d%6$d%5$d%4$d%3$d%2$d%1$d", 1, 2, 3, 4, 5, 6, 7, 8));
	CHECK("printf to an allocated string", asprintf(&text, "%2$s%1$c", '!', "hi") == 3 &&
						       !strcmp(text, "hi!"));
	CHECK("swprintf positional", swprintf(wide, 64, L"%2$d-%1$d", 1, 2) == 3 &&
					     !wcscmp(wide, L"2-1"));
	CHECK("sscanf positional", sscanf("1 2 3", "%3$d %1$d %2$d", &a, &b, &c) == 3 &&
					   a == 2 && b == 3 && c == 1);
	a = b = 0;
	CHECK("swscanf positional", swscanf(L"5 6", L"%2$d %1$d", &a, &b) == 2 && a == 6 &&
					    b == 5);
}

static void test_printf(void)
{
	const char *volatile null = NULL;
	wchar_t wide[16];

	CHECK("printf of a null pointer as a string", GIVES("[(null)] [] [(null)] [  (null)]", "[%s] [%.5s] [%.6s] [%8s]",
							    null, null, null, null));
	CHECK("swprintf of one", swprintf(wide, 16, L"%s %ls", null, null) == 13 &&
					 !wcscmp(wide, L"(null) (null)"));
	CHECK("printf C99 lengths", GIVES("-1 18446744073709551615 255 -1 7", "%jd %zu %hhu %td %lld",
					  (intmax_t)-1, SIZE_MAX, 255, (ptrdiff_t)-1, 7LL));
	CHECK("printf doubles", GIVES("3.14159 1e+100 0x1.8p+1", "%g %g %a", 3.14159, 1e100, 3.0));
	CHECK("printf of doubles is exact",
	      GIVES("0.1000000000000000055511151231257827021 4.9406564584124654e-324 1.7976931348623157e+308 0.12 0.38",
		    "%.37f %.17g %.17g %.2f %.2f", 0.1, 5e-324, 1.7976931348623157e308, 0.125, 0.375));
	CHECK("printf long double", GIVES("0.10000000000000000000", "%.20Lf",
					  0.1L) || GIVES("0.10000000000000000000136",
							 "%.23Lf", 0.1L));
	CHECK("printf counts what is cut off", snprintf(buf, 3, "%s", "hello") == 5 &&
						       !strcmp(buf, "he"));
	CHECK("strtod rounds correctly", strtod("2.2250738585072011e-308", NULL) ==
						 2.2250738585072011e-308);
	/* What the compiler makes of the same text, on every processor's format. */
#define SAME(text) (strtold(#text, NULL) == text##L)
	CHECK("strtold rounds correctly", SAME(1.25) && SAME(-0.1) && SAME(17179869185.5) && SAME(0.3) &&
						  SAME(3.14159265358979323846264338327950288) &&
						  SAME(0x1.8p+3) && SAME(1e4000) && SAME(-1e-4000) && SAME(1e-4940));
	CHECK("strtold of zero, infinity, no number",
	      strtold("-0", NULL) == 0 && signbit(strtold("-0", NULL)) && isinf(strtold("-inf", NULL)) &&
		      strtold("-inf", NULL) < 0 && isnan(strtold("nan", NULL)) && isinf(strtold("1e5000", NULL)));
	long double ld = 0;
	CHECK("scanf and wcstold read long doubles", sscanf("0.1", "%Lf", &ld) == 1 && ld == 0.1L &&
							     wcstold(L"0.1", NULL) == 0.1L);
}

static jmp_buf there;
static sigjmp_buf sigthere;

int pthread_sigmask(int how, const sigset_t *set, sigset_t *old)
{
	(void)how, (void)set;
	if (old)
		*old = 0;
	return 0;
}

static void test_longjmp(void)
{
	volatile int passes = 0;
	int r = setjmp(there);

	if (passes == 0) {
		passes++;
		longjmp(there, 0);
	}
	CHECK("longjmp(env, 0) gives 1", r == 1);
	passes = 0;
	r = _setjmp(there);
	if (passes++ == 0)
		_longjmp(there, -5);
	CHECK("_longjmp gives the value", r == -5);
	passes = 0;
	r = sigsetjmp(sigthere, 1);
	if (passes++ == 0)
		siglongjmp(sigthere, 3);
	CHECK("siglongjmp gives the value", r == 3);
}

static atomic_int counter = 5;
static _Atomic long plain;

static void test_types(void)
{
	struct stat st;
	struct timezone zone = { 1, 2 };
	struct sigaction sa = { .sa_flags = SA_SIGINFO | SA_RESTART };

	atomic_fetch_add(&counter, 2);
	plain += 3;
	CHECK("C11 atomics", atomic_load(&counter) == 7 && plain == 3);
	CHECK("off_t, time_t, ino_t and dev_t have 64 bits",
	      sizeof(off_t) == 8 && sizeof(time_t) == 8 && sizeof(st.st_ino) == 8 &&
		      sizeof(st.st_dev) == 8 && sizeof(st.st_size) == 8);
	CHECK("uid_t has 32 bits", sizeof(st.st_uid) == 4);
	CHECK("FD_SETSIZE is 1024", FD_SETSIZE == 1024 && sizeof(fd_set) == 128);
	CHECK("SSIZE_MAX and PATH_MAX", SSIZE_MAX == LONG_MAX && PATH_MAX >= 1024);
	CHECK("INT_MAX and CHAR_BIT from the same header", INT_MAX == 0x7fffffff && CHAR_BIT == 8);
	CHECK("clock() counts microseconds", CLOCKS_PER_SEC == 1000000);
	CHECK("struct timezone beside the variable timezone",
	      zone.tz_dsttime == 2 && timezone == 0 && daylight == 0);
	CHECK("sigaction's flags differ", sa.sa_flags == (SA_SIGINFO | SA_RESTART) &&
						  (SA_SIGINFO & SA_RESTART) == 0);
	CHECK("errno is a thread's own", sizeof(struct _reent) < 1024);
	CHECK("errors that only Linux has",
	      ESOCKTNOSUPPORT != EPROTONOSUPPORT &&
		      strcmp(strerror(ESHUTDOWN), strerror(ESOCKTNOSUPPORT)) != 0 &&
		      strcmp(strerror(ESOCKTNOSUPPORT), "Socket type not supported") == 0);
}

static void test_streams(void)
{
	static const char text[] = "first\nsecond;third";
	FILE *f = fmemopen((void *)text, sizeof(text) - 1, "r");
	char *line = NULL;
	size_t size = 0;

	CHECK("fmemopen", f != NULL);
	if (!f)
		return;
	CHECK("getline", getline(&line, &size, f) == 6 && !strcmp(line, "first\n"));
	CHECK("getdelim", getdelim(&line, &size, ';', f) == 7 && !strcmp(line, "second;"));
	CHECK("getline without newline", getline(&line, &size, f) == 5);
	CHECK("getline at the end", getline(&line, &size, f) == -1);
	fclose(f);
	CHECK("BUFSIZ is a page", BUFSIZ == 4096);
}

static void test_posix(void)
{
	regmatch_t m[2];
	regex_t re;

	CHECK("regcomp", regcomp(&re, "^([a-c]+)[[:digit:]]*$", REG_EXTENDED) == 0);
	CHECK("regexec matches", regexec(&re, "abc42", 2, m, 0) == 0 && m[1].rm_eo == 3);
	CHECK("regexec refuses", regexec(&re, "abd42", 0, NULL, 0) == REG_NOMATCH);
	regfree(&re);
	CHECK("regcomp refuses a bad pattern", regcomp(&re, "(", REG_EXTENDED) == REG_EPAREN);
	CHECK("fnmatch", fnmatch("*.[ch]", "a.c", 0) == 0 && fnmatch("*.[ch]", "a.o", 0) != 0);
}

static void test_utf8(void)
{
	wchar_t w = 0;
	char out[8] = "";

	CHECK("setlocale C.UTF-8", setlocale(LC_CTYPE, "C.UTF-8") != NULL);
	CHECK("mbtowc reads UTF-8", mbtowc(&w, "\xe2\x82\xac", 3) == 3 && w == 0x20ac);
	CHECK("wctomb writes UTF-8", wctomb(out, 0x20ac) == 3 && !memcmp(out, "\xe2\x82\xac", 3));
	CHECK("an overlong sequence is refused", mbtowc(&w, "\xc0\xaf", 2) == -1);
	CHECK("printf of text with bytes beyond ASCII",
	      GIVES("\303\251t\303\251 7\t~ 8%\377\n", "\303\251t\303\251 %d\t~ %d%%\377\n", 7, 8));
	/* Two characters of JIS whose bytes are ASCII's %d (and a percent sign after them). */
	CHECK("printf of JIS", !setlocale(LC_CTYPE, "C-JIS") ||
				       GIVES("\033$B%d%d\033(B 5", "\033$B%d%d\033(B %d", 5));
	setlocale(LC_ALL, "C");
}

static void test_environment(void)
{
	errno = 0;
	CHECK("setenv of no name", setenv("", "x", 1) == -1 && errno == EINVAL);
	CHECK("setenv with an equals sign", setenv("a=b", "x", 1) == -1 && errno == EINVAL);
	CHECK("ESHUTDOWN is told", strlen(strerror(ESHUTDOWN)) > 0);
}

static void test_math(void)
{
	volatile double x = 0.5;
	int exact = 1;

	CHECK("sin, pow, lround", fabs(sin(x) - 0.479425538604203) < 1e-15 && pow(2, 10) == 1024 &&
					  lround(2.5) == 3);
	CHECK("fma", fma(x, 2, 1) == 2);
	x = 1;
	for (int i = 0; i < 1023; i++)
		x *= 2;
	for (int i = 1023; i >= -1074 && exact; i--, x /= 2)
		exact = log2(x) == i;
	CHECK("log2 of powers of two", exact && x == 0);
	CHECK("exp, pow: the last bit", exp(1) == 2.718281828459045 &&
						pow(1.1, 10) == 2.5937424601000023);
	CHECK("nextafter of zeros", !signbit(nextafter(-0.0, 0.0)) &&
					    signbit(nextafter(0.0, -0.0)) &&
					    !signbit(nextafterf(-0.0f, 0.0f)));
}

int main(void)
{
	test_positional();
	test_printf();
	test_longjmp();
	test_types();
	test_streams();
	test_posix();
	test_utf8();
	test_environment();
	test_math();
	return shim_failed;
}
