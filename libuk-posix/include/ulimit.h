/* SPDX-License-Identifier: BSD-3-Clause */
/* The largest file that may be written: POSIX XBD <ulimit.h>. */
#ifndef _ULIMIT_H
#define _ULIMIT_H

#include <sys/cdefs.h>

#define UL_GETFSIZE 1
#define UL_SETFSIZE 2

__BEGIN_DECLS
/*
 * RLIMIT_FSIZE of getrlimit() in blocks of 512 bytes (LONG_MAX: no limit). UL_SETFSIZE has one
 * more argument, a long, and fails with EPERM if that is less: files have no limit. EINVAL:
 * another command.
 */
long ulimit(int command, ...);
__END_DECLS

#endif
