/* SPDX-License-Identifier: BSD-3-Clause */
/* setutxent() and kin: POSIX XSH, an empty data base. */
#include <utmpx.h>
#include "posix.h"

void setutxent(void)
{
}

void endutxent(void)
{
}

struct utmpx *getutxent(void)
{
	return NULL;
}

struct utmpx *getutxid(const struct utmpx *id)
{
	(void)id;
	errno = ESRCH;
	return NULL;
}

struct utmpx *getutxline(const struct utmpx *line)
{
	(void)line;
	errno = ESRCH;
	return NULL;
}

struct utmpx *pututxline(const struct utmpx *entry)
{
	(void)entry;
	errno = EPERM;
	return NULL;
}
