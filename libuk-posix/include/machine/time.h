/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * In place of newlib's, and included by its <time.h>. clock() counts microseconds, as the
 * XSI option of POSIX asks; times() and sysconf(_SC_CLK_TCK) use the same unit.
 */
#ifndef _MACHTIME_H_
#define _MACHTIME_H_

#include <sys/cdefs.h>
#include <sys/types.h>

#define _CLOCKS_PER_SEC_ 1000000

/*
 * Members of struct tm beyond ISO C, as POSIX.1-2024 has them: seconds east of UTC, and the
 * zone's name, a string that may change with the next tzset(). gmtime(), localtime(), mktime(),
 * timegm() and kin set them; strftime() prints them (%z, %Z).
 */
#define __TM_GMTOFF tm_gmtoff
#define __TM_ZONE   tm_zone

#if __BSD_VISIBLE || __MISC_VISIBLE
struct tm;
__BEGIN_DECLS
/* As mktime(), of UTC. -1 and EOVERFLOW if the year does not fit. */
time_t timegm(struct tm *tm);
__END_DECLS
#endif

#endif
