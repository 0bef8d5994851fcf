/* SPDX-License-Identifier: BSD-3-Clause */
/* timegm(): as BSD and glibc have it; mktime() without a time zone. */
#include <limits.h>
#include "posix.h"

/* Days from 1970-01-01 to the first of month @m (0..11) of year @y, proleptic Gregorian. */
static long long days(long long y, int m)
{
	/* Years begin in March, so that the leap day is their last. */
	long long era;
	int yoe, doy;

	y -= m < 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = (int)(y - era * 400);
	doy = (153 * (m + (m > 1 ? -2 : 10)) + 2) / 5;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

time_t timegm(struct tm *tm)
{
	long long month = tm->tm_mon, year = (long long)tm->tm_year + 1900 + month / 12, t;
	int m = (int)(month % 12);

	if (m < 0) {
		m += 12;
		year--;
	}
	t = (days(year, m) + tm->tm_mday - 1) * 86400 + tm->tm_hour * 3600LL +
	    tm->tm_min * 60LL + tm->tm_sec;
	/* Its fields are brought into their ranges. */
	if (!gmtime_r(&(time_t){ (time_t)t }, tm)) {
		errno = EOVERFLOW;
		return (time_t)-1;
	}
	return (time_t)t;
}
