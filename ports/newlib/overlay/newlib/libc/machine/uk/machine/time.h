/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * clock() counts microseconds, as the XSI option of POSIX asks; times() and
 * sysconf(_SC_CLK_TCK) use the same unit.
 */
#ifndef _MACHTIME_H_
#define _MACHTIME_H_

#define _CLOCKS_PER_SEC_ 1000000

/* Members of struct tm beyond ISO C: seconds east of UTC, and the zone's name. */
#define __TM_GMTOFF tm_gmtoff
#define __TM_ZONE tm_zone

#endif
