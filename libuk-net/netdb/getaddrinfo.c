/* SPDX-License-Identifier: BSD-3-Clause */
/* getaddrinfo(), freeaddrinfo(): RFC 3493 section 6.1. */
#include <errno.h>
#include <net/if.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

#include <uk/net.h>

#include "dns.h"
#include "services.h"

#define ADDR_MAX 32

/* What a caller may ask for: socket types with their protocols. */
static const struct kind {
	int type, protocol;
	const char *name;
} kinds[] = {
	{ SOCK_STREAM, IPPROTO_TCP, "tcp" },
	{ SOCK_DGRAM, IPPROTO_UDP, "udp" },
};

static int matches(const struct kind *k, const struct addrinfo *h)
{
	return (!h->ai_socktype || h->ai_socktype == k->type) &&
	       (!h->ai_protocol || h->ai_protocol == k->protocol);
}

/* The port of @service for @k in network order, or -1. */
static int port_of(const char *service, const struct kind *k, int flags)
{
	char *end;
	unsigned long v;

	if (!service)
		return 0;
	v = strtoul(service, &end, 10);
	if (*service >= '0' && *service <= '9' && *end == '\0')
		return v > 65535 ? -1 : htons((uint16_t)v);
	if (flags & AI_NUMERICSERV)
		return -1;
	return net_service_port(service, k->name);
}

static int gai_error(int e)
{
	switch (e) {
	case -ENOENT:
		return EAI_NONAME;
	case -ENODATA:
		return EAI_NODATA;
	case -EAGAIN:
	case -ETIMEDOUT:
	case -ENETUNREACH:
		return EAI_AGAIN;
	case -EINVAL:
		return EAI_NONAME;
	case -ENOMEM:
	case -ENOBUFS:
		return EAI_MEMORY;
	case -EIO:
		return EAI_FAIL;
	default:
		errno = -e;
		return EAI_SYSTEM;
	}
}

/* Is there an address of @family, other than loopback and link-local ones? */
static int configured(int family)
{
	struct uk_net_if i;

	for (unsigned n = 0; uk_net_backend->interface && uk_net_backend->interface(n, &i) == 0;
	     n++) {
		if (i.flags & IFF_LOOPBACK)
			continue;
		for (unsigned a = 0; a < i.naddrs; a++) {
			struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&i.addrs[a];

			if (i.addrs[a].ss_family == family &&
			    (family == AF_INET || !IN6_IS_ADDR_LINKLOCAL(&in6->sin6_addr)))
				return 1;
		}
	}
	return 0;
}

/* RFC 6724 in short: the family we can reach first. Order within each is the server's. */
static void order(struct net_addr *a, int n)
{
	struct net_addr sorted[ADDR_MAX];
	int first = configured(AF_INET6) ? AF_INET6 : AF_INET, k = 0;

	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < n; i++)
			if ((a[i].family == first) == (pass == 0))
				sorted[k++] = a[i];
	memcpy(a, sorted, (size_t)n * sizeof(*a));
}

/* The addresses meant by @node. Number, or an EAI_ error. */
static int addresses(const char *node, const struct addrinfo *h, struct net_addr *a,
		     char *canon)
{
	int family = h->ai_family, n;

	if (!node) {
		int k = 0;

		memset(a, 0, 2 * sizeof(*a));
		if (family != AF_INET6) {
			a[k].family = AF_INET;
			if (!(h->ai_flags & AI_PASSIVE))
				memcpy(a[k].a, "\177\0\0\1", 4);
			k++;
		}
		if (family != AF_INET) {
			a[k].family = AF_INET6;
			a[k].a[15] = !(h->ai_flags & AI_PASSIVE);
			k++;
		}
		return k;
	}
	if (h->ai_flags & AI_NUMERICHOST) {
		n = net_resolve_number(node, family, a);
		if (n > 0)
			strcpy(canon, "");
		return n > 0 ? n : n == -ENODATA ? EAI_ADDRFAMILY : EAI_NONAME;
	}
	if ((h->ai_flags & AI_V4MAPPED) && family == AF_INET6)
		family = AF_UNSPEC;
	if ((h->ai_flags & AI_ADDRCONFIG) && family == AF_UNSPEC && !configured(AF_INET6) &&
	    net_resolve_number(node, AF_UNSPEC, a) < 0)
		family = AF_INET;
	n = net_resolve(node, family, a, ADDR_MAX, canon);
	if (n < 0)
		return gai_error(n);
	order(a, n);
	return n;
}

/* AI_V4MAPPED: IPv4 answers to a question for IPv6, if there are no others (or with AI_ALL). */
static int map_v4(const struct addrinfo *h, struct net_addr *a, int n)
{
	int v6 = 0, k = 0;

	if (!(h->ai_flags & AI_V4MAPPED) || h->ai_family != AF_INET6)
		return n;
	for (int i = 0; i < n; i++)
		v6 += a[i].family == AF_INET6;
	for (int i = 0; i < n; i++) {
		struct net_addr x = a[i];

		if (x.family == AF_INET) {
			if (v6 && !(h->ai_flags & AI_ALL))
				continue;
			memmove(x.a + 12, a[i].a, 4);
			memset(x.a, 0, 10);
			x.a[10] = x.a[11] = 0xff;
			x.family = AF_INET6;
		}
		a[k++] = x;
	}
	return k;
}

struct node {
	struct addrinfo ai;
	struct sockaddr_storage ss;
	char canon[];
};

static struct addrinfo *make(const struct net_addr *a, const struct kind *k, int port,
			     const char *canon)
{
	struct node *n = calloc(1, sizeof(*n) + (canon ? strlen(canon) + 1 : 0));

	if (!n)
		return NULL;
	n->ai.ai_family = a->family;
	n->ai.ai_socktype = k->type;
	n->ai.ai_protocol = k->protocol;
	n->ai.ai_addr = (struct sockaddr *)&n->ss;
	n->ss.ss_family = (sa_family_t)a->family;
	if (a->family == AF_INET) {
		struct sockaddr_in *in = (struct sockaddr_in *)&n->ss;

		n->ai.ai_addrlen = sizeof(*in);
		in->sin_port = (in_port_t)port;
		memcpy(&in->sin_addr, a->a, 4);
	} else {
		struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&n->ss;

		n->ai.ai_addrlen = sizeof(*in6);
		in6->sin6_port = (in_port_t)port;
		in6->sin6_scope_id = a->scope;
		memcpy(&in6->sin6_addr, a->a, 16);
	}
	if (canon)
		n->ai.ai_canonname = strcpy(n->canon, canon);
	return &n->ai;
}

static int check(const char *node, const char *service, const struct addrinfo *h)
{
	const int known = AI_PASSIVE | AI_CANONNAME | AI_NUMERICHOST | AI_V4MAPPED | AI_ALL |
			  AI_ADDRCONFIG | AI_NUMERICSERV;

	if (!node && !service)
		return EAI_NONAME;
	if (h->ai_flags & ~known || ((h->ai_flags & AI_CANONNAME) && !node))
		return EAI_BADFLAGS;
	if (h->ai_family != AF_UNSPEC && h->ai_family != AF_INET && h->ai_family != AF_INET6)
		return EAI_FAMILY;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (matches(&kinds[i], h))
			return 0;
	return EAI_SOCKTYPE;
}

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints,
		struct addrinfo **res)
{
	static const struct addrinfo none = { .ai_flags = AI_V4MAPPED | AI_ADDRCONFIG };
	const struct addrinfo *h = hints ? hints : &none;
	struct addrinfo *first = NULL, **end = &first;
	struct net_addr a[ADDR_MAX];
	char canon[DNS_NAME_MAX] = "";
	int n, r = check(node, service, h), found = 0;

	if (r)
		return r;
	/* A service nobody knows needs no question to a server. */
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
		found |= matches(&kinds[k], h) && port_of(service, &kinds[k], h->ai_flags) >= 0;
	if (!found)
		return h->ai_flags & AI_NUMERICSERV ? EAI_NONAME : EAI_SERVICE;
	n = addresses(node, h, a, canon);
	if (n < 0)
		return n;
	n = map_v4(h, a, n);
	for (int i = 0; i < n; i++) {
		for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
			int port = port_of(service, &kinds[k], h->ai_flags);
			const char *c = NULL;

			if (!matches(&kinds[k], h) || port < 0)
				continue;
			if ((h->ai_flags & AI_CANONNAME) && !first)
				c = canon[0] ? canon : node;
			*end = make(&a[i], &kinds[k], port, c);
			if (!*end) {
				freeaddrinfo(first);
				return EAI_MEMORY;
			}
			end = &(*end)->ai_next;
		}
	}
	if (!first)
		return EAI_NODATA;
	*res = first;
	return 0;
}

void freeaddrinfo(struct addrinfo *res)
{
	while (res) {
		struct addrinfo *next = res->ai_next;

		free(res);
		res = next;
	}
}
