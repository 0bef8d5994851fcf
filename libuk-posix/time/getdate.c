/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * getdate(), getdate_r(): POSIX XSH. The first line of file $DATEMSK by which strptime() can
 * read the text; what the text does not say follows from the time now. Results of getdate_r()
 * and values of getdate_err:
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "posix.h"

enum {
	NO_DATEMSK = 1,
	NOT_OPENED,
	NO_STATUS,
	NOT_REGULAR,
	NOT_READ,
	NO_MEMORY,
	NO_TEMPLATE,
	NOT_A_DATE,
};

#define UNSAID INT_MIN

int *__getdate_err(void)
{
	static int error;

	return &error;
}

/* @text by template @format, with UNSAID where it says nothing. */
static bool read_by(const char *text, const char *format, struct tm *tm)
{
	const char *end;

	*tm = (struct tm){ .tm_sec = UNSAID,
			   .tm_min = UNSAID,
			   .tm_hour = UNSAID,
			   .tm_mday = UNSAID,
			   .tm_mon = UNSAID,
			   .tm_year = UNSAID,
			   .tm_wday = UNSAID,
			   .tm_yday = UNSAID,
			   .tm_isdst = -1 };
	end = strptime(text, format, tm);
	while (end && (*end == ' ' || *end == '\t' || *end == '\n'))
		end++;
	return end && !*end;
}

static int find_template(const char *text, FILE *f, struct tm *tm)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	int r = NO_TEMPLATE;

	while (r == NO_TEMPLATE && (n = getline(&line, &room, f)) >= 0) {
		while (n > 0 &&
		       (line[n - 1] == '\n' || line[n - 1] == ' ' || line[n - 1] == '\t'))
			line[--n] = '\0';
		if (n > 0 && read_by(text, line, tm))
			r = 0;
	}
	if (r == NO_TEMPLATE && ferror(f))
		r = errno == ENOMEM ? NO_MEMORY : NOT_READ;
	free(line);
	return r;
}

static bool said(int field)
{
	return field != UNSAID;
}

/* Days of month 0..11 of a year since 1900: the day before the first of the next one. */
static int days_of(int year, int month)
{
	struct tm day = { .tm_year = year, .tm_mon = month + 1, .tm_mday = 0 };

	return timegm(&day) == (time_t)-1 && day.tm_year == 0 ? 31 : day.tm_mday;
}

/* The first of the month, or the first day of the week said in it. */
static int first_day(int year, int month, int wday)
{
	struct tm day = { .tm_year = year, .tm_mon = month, .tm_mday = 1 };

	if (!said(wday))
		return 1;
	timegm(&day);
	return 1 + (wday - day.tm_wday + 7) % 7;
}

static int complete(struct tm *tm)
{
	time_t t = time(NULL);
	struct tm now;
	bool no_day = !said(tm->tm_mday) && !said(tm->tm_mon) && !said(tm->tm_year);

	localtime_r(&t, &now);
	if (!said(tm->tm_hour) && !said(tm->tm_min) && !said(tm->tm_sec)) {
		tm->tm_hour = now.tm_hour;
		tm->tm_min = now.tm_min;
		tm->tm_sec = now.tm_sec;
	}
	if (no_day && (said(tm->tm_wday) || said(tm->tm_hour))) {
		/* Today or, of what is earlier in the week or the day, the next one. */
		tm->tm_year = now.tm_year;
		tm->tm_mon = now.tm_mon;
		tm->tm_mday = now.tm_mday;
		if (said(tm->tm_wday))
			tm->tm_mday += (tm->tm_wday - now.tm_wday + 7) % 7;
		else if (tm->tm_hour < now.tm_hour)
			tm->tm_mday++;
	} else {
		if (!said(tm->tm_year))
			tm->tm_year = now.tm_year + (said(tm->tm_mon) && !said(tm->tm_mday) &&
						     tm->tm_mon < now.tm_mon);
		if (!said(tm->tm_mday) && said(tm->tm_mon))
			tm->tm_mday = first_day(tm->tm_year, tm->tm_mon, tm->tm_wday);
		if (!said(tm->tm_mon))
			tm->tm_mon = now.tm_mon;
		if (!said(tm->tm_mday))
			tm->tm_mday = now.tm_mday;
		if (tm->tm_mday > days_of(tm->tm_year, tm->tm_mon))
			return NOT_A_DATE;
	}
	tm->tm_hour = said(tm->tm_hour) ? tm->tm_hour : 0;
	tm->tm_min = said(tm->tm_min) ? tm->tm_min : 0;
	tm->tm_sec = said(tm->tm_sec) ? tm->tm_sec : 0;
	errno = 0;
	return mktime(tm) == (time_t)-1 && tm->tm_year != 69 ? NOT_A_DATE : 0;
}

int getdate_r(const char *text, struct tm *tm)
{
	const char *path = getenv("DATEMSK");
	struct stat st;
	FILE *f;
	int r;

	if (!path || !*path)
		return NO_DATEMSK;
	if (stat(path, &st) < 0)
		return errno == ENOMEM ? NO_MEMORY : NOT_OPENED;
	if (!S_ISREG(st.st_mode))
		return NOT_REGULAR;
	f = fopen(path, "re");
	if (!f)
		return errno == ENOMEM ? NO_MEMORY : NOT_OPENED;
	while (*text == ' ' || *text == '\t' || *text == '\n')
		text++;
	r = find_template(text, f, tm);
	fclose(f);
	return r ? r : complete(tm);
}

struct tm *getdate(const char *text)
{
	static struct tm tm;
	int r = getdate_r(text, &tm);

	if (r) {
		*__getdate_err() = r;
		return NULL;
	}
	return &tm;
}
