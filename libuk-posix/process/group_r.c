/* SPDX-License-Identifier: BSD-3-Clause */
/* getgrgid_r(), getgrnam_r(), the enumeration, and lists of groups: POSIX XSH, and BSD's. */
#include <grp.h>
#include <stdbool.h>
#include <unistd.h>
#include "posix.h"

static bool told;

static int copy(const struct group *from, struct group *to, struct group **result)
{
	*result = NULL;
	if (from) {
		*to = *from; /* the strings live for ever */
		*result = to;
	}
	return 0;
}

int getgrgid_r(gid_t id, struct group *g, char *buf, size_t len, struct group **result)
{
	(void)buf;
	(void)len;
	return copy(getgrgid(id), g, result);
}

int getgrnam_r(const char *name, struct group *g, char *buf, size_t len, struct group **result)
{
	(void)buf;
	(void)len;
	return copy(getgrnam(name), g, result);
}

void setgrent(void)
{
	told = false;
}

void endgrent(void)
{
	told = false;
}

struct group *getgrent(void)
{
	if (told)
		return NULL;
	told = true;
	return getgrgid(0);
}

int getgrouplist(const char *user, gid_t group, gid_t *groups, int *n)
{
	int room = *n;

	(void)user;
	*n = 1;
	if (room < 1)
		return -1;
	groups[0] = group;
	return 1;
}

int initgroups(const char *user, gid_t group)
{
	(void)user;
	return (int)uk_ret(group == 0 ? 0 : -EPERM);
}
