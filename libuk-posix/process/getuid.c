/* SPDX-License-Identifier: BSD-3-Clause */
/* The one user and group: 0. POSIX XSH. */
#include <unistd.h>
#include "posix.h"

extern int issetugid(void);

uid_t getuid(void)
{
	return 0;
}

uid_t geteuid(void)
{
	return 0;
}

gid_t getgid(void)
{
	return 0;
}

gid_t getegid(void)
{
	return 0;
}

int getgroups(int n, gid_t *list)
{
	(void)n;
	(void)list;
	return 0;
}

int issetugid(void)
{
	return 0;
}
