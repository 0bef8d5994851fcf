/* SPDX-License-Identifier: BSD-3-Clause */
/* Exit statuses of BSD programs: sysexits(3). */
#ifndef _SYSEXITS_H
#define _SYSEXITS_H

#define EX_OK	       0
#define EX__BASE       64 /* the first one */
#define EX_USAGE       64 /* wrong command line */
#define EX_DATAERR     65 /* wrong input */
#define EX_NOINPUT     66 /* input is not there or not readable */
#define EX_NOUSER      67
#define EX_NOHOST      68
#define EX_UNAVAILABLE 69 /* a service is not there */
#define EX_SOFTWARE    70 /* a fault of the program */
#define EX_OSERR       71
#define EX_OSFILE      72 /* a file of the system is missing or wrong */
#define EX_CANTCREAT   73 /* output cannot be made */
#define EX_IOERR       74
#define EX_TEMPFAIL    75 /* try again later */
#define EX_PROTOCOL    76
#define EX_NOPERM      77
#define EX_CONFIG      78
#define EX__MAX	       78

#endif
