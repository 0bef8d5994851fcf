/* SPDX-License-Identifier: BSD-3-Clause */
/* getnetent() and kin: POSIX XSH. Names of networks, of which there are none. */
#include <netdb.h>
#include <stddef.h>

void setnetent(int stay_open)
{
	(void)stay_open;
}

void endnetent(void)
{
}

struct netent *getnetent(void)
{
	return NULL;
}

struct netent *getnetbyname(const char *name)
{
	(void)name;
	return NULL;
}

struct netent *getnetbyaddr(uint32_t net, int family)
{
	(void)net;
	(void)family;
	return NULL;
}
