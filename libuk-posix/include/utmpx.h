/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who is logged in: POSIX XBD <utmpx.h>. Nobody is: the data base is empty, and nothing can be
 * put into it. Values are Linux's.
 */
#ifndef _UTMPX_H
#define _UTMPX_H

#include <sys/cdefs.h>
#include <sys/time.h>
#include <sys/types.h>

struct utmpx {
	short ut_type;
	pid_t ut_pid;
	char ut_line[32];
	char ut_id[4];
	char ut_user[32];
	char ut_host[256];
	struct timeval ut_tv;
};

#define EMPTY	      0
#define BOOT_TIME     2
#define NEW_TIME      3
#define OLD_TIME      4
#define INIT_PROCESS  5
#define LOGIN_PROCESS 6
#define USER_PROCESS  7
#define DEAD_PROCESS  8

__BEGIN_DECLS
void setutxent(void);
void endutxent(void);
/* Null pointers: ESRCH of the two that search, EPERM of pututxline(). */
struct utmpx *getutxent(void);
struct utmpx *getutxid(const struct utmpx *id);
struct utmpx *getutxline(const struct utmpx *line);
struct utmpx *pututxline(const struct utmpx *entry);
__END_DECLS

#endif
