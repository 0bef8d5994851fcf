/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a kernel would tell a program as it starts it: getauxval() as the GNU C Library has it.
 * There is no such vector in a virtual machine, so that only what is listed here has a value;
 * numbers are Linux's.
 */
#ifndef _SYS_AUXV_H
#define _SYS_AUXV_H

#include <sys/cdefs.h>

#define AT_PAGESZ 6  /* bytes of a page */
#define AT_UID	  11 /* user and group: 0 */
#define AT_EUID	  12
#define AT_GID	  13
#define AT_EGID	  14
#define AT_HWCAP  16 /* optional instructions of the CPU, bits as <uk/hwcap.h> says */
#define AT_CLKTCK 17 /* times() counts so many a second */
#define AT_SECURE 23 /* 0: the program has no more rights than who started it */
#define AT_HWCAP2 26 /* more of AT_HWCAP */

__BEGIN_DECLS
/* The value of @type. 0 with errno ENOENT for one that is not listed. Never blocks. */
unsigned long getauxval(unsigned long type);
__END_DECLS

#endif
