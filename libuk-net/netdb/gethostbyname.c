/* SPDX-License-Identifier: BSD-3-Clause */
/* gethostbyname(), gethostbyaddr(), h_errno: the older way, one result for each thread. */
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

#include "dns.h"

#define ADDR_MAX 16

struct result {
	struct hostent h;
	char *aliases[1];
	char *list[ADDR_MAX + 1];
	struct net_addr addrs[ADDR_MAX];
	char name[DNS_NAME_MAX];
};

static __thread struct result *result;
static __thread int error;

int *__h_errno_location(void)
{
	return &error;
}

static struct hostent *fail(int e)
{
	switch (e) {
	case -ENOENT:
	case -EINVAL:
		error = HOST_NOT_FOUND;
		break;
	case -ENODATA:
		error = NO_DATA;
		break;
	case -EIO:
	case -ENOMEM:
		error = NO_RECOVERY;
		break;
	default:
		error = TRY_AGAIN;
	}
	return NULL;
}

static struct hostent *fill(struct result *r, int family, int n)
{
	for (int i = 0; i < n; i++)
		r->list[i] = (char *)r->addrs[i].a;
	r->list[n] = NULL;
	r->h.h_name = r->name;
	r->h.h_aliases = r->aliases;
	r->h.h_addrtype = family;
	r->h.h_length = family == AF_INET ? 4 : 16;
	r->h.h_addr_list = r->list;
	return &r->h;
}

static struct result *get(void)
{
	if (!result)
		result = calloc(1, sizeof(*result));
	return result;
}

struct hostent *gethostbyname(const char *name)
{
	struct result *r = get();
	int n;

	if (!r)
		return fail(-ENOMEM);
	if (strlen(name) >= DNS_NAME_MAX)
		return fail(-EINVAL);
	n = net_resolve(name, AF_INET, r->addrs, ADDR_MAX, r->name);
	return n < 0 ? fail(n) : fill(r, AF_INET, n);
}

struct hostent *gethostbyaddr(const void *addr, socklen_t len, int family)
{
	struct result *r = get();
	int n;

	if (!r)
		return fail(-ENOMEM);
	if (!(family == AF_INET && len == 4) && !(family == AF_INET6 && len == 16))
		return fail(-EINVAL);
	memset(&r->addrs[0], 0, sizeof(r->addrs[0]));
	r->addrs[0].family = family;
	memcpy(r->addrs[0].a, addr, len);
	n = net_resolve_back(&r->addrs[0], r->name);
	return n < 0 ? fail(n) : fill(r, family, 1);
}
