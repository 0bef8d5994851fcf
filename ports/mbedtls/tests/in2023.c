/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The certificates of the tests expire one after the other, the first ones in
 * September 2023. Linked with --wrap=time this lets the tests start in June of that year.
 */
#include <time.h>

#define JUNE_2023 1685577600

time_t __real_time(time_t *t);
time_t __wrap_time(time_t *t);

time_t __wrap_time(time_t *t)
{
	static time_t start;
	time_t now = __real_time(NULL);

	if (start == 0)
		start = now;
	now = JUNE_2023 + (now - start);
	if (t != NULL)
		*t = now;
	return now;
}
