/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * strptime(): POSIX XSH, with glibc's %F %G %g %k %l %P %s %u %V %z. Newlib's knows no %z, and
 * leaves the days of the week and of the year to chance: here they follow from the date, or the
 * date from the day of the year. %z sets tm_gmtoff. Names are those of the locale, in any case
 * of letters; %E and %O change nothing.
 */
#include <ctype.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include "posix.h"

/* What was said, where fields depend on each other. */
struct said {
	bool year, month, mday, yday, pm, hour12, wday;
	int century, in_century; /* -1: not said */
};

static const char *parse(const char *s, const char *format, struct tm *tm, struct said *said);

/* A number of at most @digits digits between @min and @max into *@n; NULL if there is none. */
static const char *number(const char *s, int digits, int min, int max, int *n)
{
	int v = 0, i;

	while (isspace((unsigned char)*s))
		s++;
	for (i = 0; i < digits && isdigit((unsigned char)s[i]); i++)
		v = v * 10 + (s[i] - '0');
	if (i == 0 || v < min || v > max)
		return NULL;
	*n = v;
	return s + i;
}

/* One of @count names from item @first or @abbreviated on; its number in *@n. */
static const char *name(const char *s, nl_item first, nl_item abbreviated, int count, int *n)
{
	for (int k = 0; k < 2 * count; k++) {
		const char *one = nl_langinfo((k < count ? first : abbreviated) + k % count);
		size_t len = strlen(one);

		if (len && strncasecmp(s, one, len) == 0) {
			*n = k % count;
			return s + len;
		}
	}
	return NULL;
}

/* Z, +hh, +hhmm or +hh:mm. */
static const char *zone(const char *s, struct tm *tm)
{
	int minutes = 0;
	long sign;

	while (isspace((unsigned char)*s))
		s++;
	tm->tm_gmtoff = 0;
	if (*s == 'Z')
		return s + 1;
	sign = *s == '-' ? -1 : 1;
	if ((*s != '+' && *s != '-') || !isdigit((unsigned char)s[1]) ||
	    !isdigit((unsigned char)s[2]))
		return NULL;
	tm->tm_gmtoff = sign * ((s[1] - '0') * 10 + s[2] - '0') * 3600;
	s += 3;
	if (*s == ':' && isdigit((unsigned char)s[1]))
		s++;
	if (isdigit((unsigned char)s[0]) && isdigit((unsigned char)s[1]))
		s = number(s, 2, 0, 59, &minutes);
	tm->tm_gmtoff += sign * minutes * 60;
	return s;
}

static const char *seconds(const char *s, struct tm *tm, struct said *said)
{
	long long t = 0;
	time_t at;

	if (!isdigit((unsigned char)*s))
		return NULL;
	for (; isdigit((unsigned char)*s); s++)
		if (__builtin_mul_overflow(t, 10, &t) ||
		    __builtin_add_overflow(t, *s - '0', &t))
			return NULL;
	at = (time_t)t;
	if (!localtime_r(&at, tm))
		return NULL;
	said->year = said->month = said->mday = true;
	return s;
}

static const char *half(const char *s, struct said *said)
{
	static const nl_item items[] = { AM_STR, PM_STR };

	for (int k = 0; k < 2; k++) {
		const char *one = nl_langinfo(items[k]);

		if (*one && strncasecmp(s, one, strlen(one)) == 0) {
			said->pm = k;
			return s + strlen(one);
		}
	}
	return NULL;
}

/* The conversions of dates; those of times are in time_of(). */
static const char *date(const char *s, char c, struct tm *tm, struct said *said)
{
	int ignored;

	switch (c) {
	case 'a':
	case 'A':
		said->wday = true;
		return name(s, DAY_1, ABDAY_1, 7, &tm->tm_wday);
	case 'b':
	case 'B':
	case 'h':
		said->month = true;
		return name(s, MON_1, ABMON_1, 12, &tm->tm_mon);
	case 'C':
		return number(s, 2, 0, 99, &said->century);
	case 'd':
	case 'e':
		said->mday = true;
		return number(s, 2, 1, 31, &tm->tm_mday);
	case 'D':
		return parse(s, "%m/%d/%y", tm, said);
	case 'F':
		return parse(s, "%Y-%m-%d", tm, said);
	case 'g':
		return number(s, 2, 0, 99, &ignored);
	case 'G':
		return number(s, 4, 0, 9999, &ignored);
	case 'j':
		said->yday = true;
		s = number(s, 3, 1, 366, &tm->tm_yday);
		tm->tm_yday -= s != NULL;
		return s;
	case 'm':
		said->month = true;
		s = number(s, 2, 1, 12, &tm->tm_mon);
		tm->tm_mon -= s != NULL;
		return s;
	case 'u':
		said->wday = true;
		s = number(s, 1, 1, 7, &tm->tm_wday);
		tm->tm_wday %= 7;
		return s;
	case 'U':
	case 'W':
		return number(s, 2, 0, 53, &ignored);
	case 'V':
		return number(s, 2, 1, 53, &ignored);
	case 'w':
		said->wday = true;
		return number(s, 1, 0, 6, &tm->tm_wday);
	case 'x':
		return parse(s, nl_langinfo(D_FMT), tm, said);
	case 'y':
		return number(s, 2, 0, 99, &said->in_century);
	case 'Y':
		said->year = true;
		s = number(s, 4, 0, 9999, &tm->tm_year);
		tm->tm_year -= s ? 1900 : 0;
		return s;
	default:
		return NULL;
	}
}

static const char *time_of(const char *s, char c, struct tm *tm, struct said *said)
{
	switch (c) {
	case 'c':
		return parse(s, nl_langinfo(D_T_FMT), tm, said);
	case 'H':
	case 'k':
		said->hour12 = false;
		return number(s, 2, 0, 23, &tm->tm_hour);
	case 'I':
	case 'l':
		said->hour12 = true;
		return number(s, 2, 1, 12, &tm->tm_hour);
	case 'M':
		return number(s, 2, 0, 59, &tm->tm_min);
	case 'p':
	case 'P':
		return half(s, said);
	case 'r':
		return parse(s, nl_langinfo(T_FMT_AMPM), tm, said);
	case 'R':
		return parse(s, "%H:%M", tm, said);
	case 's':
		return seconds(s, tm, said);
	case 'S':
		return number(s, 2, 0, 60, &tm->tm_sec);
	case 'T':
		return parse(s, "%H:%M:%S", tm, said);
	case 'X':
		return parse(s, nl_langinfo(T_FMT), tm, said);
	case 'z':
		return zone(s, tm);
	case 'Z':
		while (isalpha((unsigned char)*s))
			s++;
		return s;
	default:
		return date(s, c, tm, said);
	}
}

static const char *parse(const char *s, const char *format, struct tm *tm, struct said *said)
{
	for (const char *f = format; s && *f; f++) {
		if (isspace((unsigned char)*f)) {
			while (isspace((unsigned char)*s))
				s++;
			continue;
		}
		if (*f == '%') {
			f++;
			if (*f == 'E' || *f == 'O')
				f++;
			if (*f == 'n' || *f == 't') {
				while (isspace((unsigned char)*s))
					s++;
				continue;
			}
			if (*f != '%') {
				s = *f ? time_of(s, *f, tm, said) : NULL;
				if (!*f)
					break;
				continue;
			}
		}
		s = *s == *f ? s + 1 : NULL;
	}
	return s;
}

/* Fields that follow from what was said. */
static void complete(struct tm *tm, struct said *said)
{
	struct tm day = { .tm_mday = 1 };

	if (said->hour12)
		tm->tm_hour = tm->tm_hour % 12 + (said->pm ? 12 : 0);
	if (said->in_century >= 0 || said->century >= 0) {
		int century = said->century;

		if (said->in_century < 0)
			said->in_century = 0;
		if (century < 0)
			century = said->in_century < 69 ? 20 : 19;
		tm->tm_year = century * 100 + said->in_century - 1900;
		said->year = true;
	}
	if (!said->year || !((said->month && said->mday) || said->yday))
		return;
	day.tm_year = tm->tm_year;
	if (said->month && said->mday) {
		day.tm_mon = tm->tm_mon;
		day.tm_mday = tm->tm_mday;
	} else {
		day.tm_mday = tm->tm_yday + 1;
	}
	if (timegm(&day) == (time_t)-1) /* midnight never is */
		return;
	/* A 30th of February stays what it is. */
	if (!said->month && !said->mday) {
		tm->tm_mon = day.tm_mon;
		tm->tm_mday = day.tm_mday;
	}
	tm->tm_wday = day.tm_wday;
	tm->tm_yday = day.tm_yday;
}

char *strptime(const char *s, const char *format, struct tm *tm)
{
	struct said said = { .century = -1, .in_century = -1 };

	s = parse(s, format, tm, &said);
	if (s)
		complete(tm, &said);
	return (char *)s;
}

/* Days and months have the same names in all locales here. */
char *strptime_l(const char *s, const char *format, struct tm *tm, locale_t locale)
{
	(void)locale;
	return strptime(s, format, tm);
}
