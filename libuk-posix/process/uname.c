/* SPDX-License-Identifier: BSD-3-Clause */
/* uname(), gethostname(), sethostname(): POSIX XSH. */
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "posix.h"

static char host[65] = "ukpool";

int uname(struct utsname *u)
{
	memset(u, 0, sizeof(*u));
	strcpy(u->sysname, "ukpool");
	strcpy(u->nodename, host);
	strcpy(u->release, PACKAGE_VERSION);
	strcpy(u->version, uk_plat->name);
	strcpy(u->machine, UK_MACHINE);
	return 0;
}

int gethostname(char *name, size_t len)
{
	if (strlen(host) >= len)
		return (int)uk_ret(-ENAMETOOLONG);
	strcpy(name, host);
	return 0;
}

int sethostname(const char *name, size_t len)
{
	if (len >= sizeof(host))
		return (int)uk_ret(-EINVAL);
	memcpy(host, name, len);
	host[len] = '\0';
	return 0;
}
