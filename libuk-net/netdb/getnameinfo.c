/* SPDX-License-Identifier: BSD-3-Clause */
/* getnameinfo(): RFC 3493 section 6.2. */
#include <arpa/inet.h>
#include <net/if.h>
#include <netdb.h>
#include <string.h>

#include "dns.h"
#include "services.h"

static int copy(char *dst, socklen_t len, const char *src)
{
	if (strlen(src) >= len)
		return EAI_OVERFLOW;
	strcpy(dst, src);
	return 0;
}

static char *decimal(char buf[12], unsigned v)
{
	char *p = buf + 11;

	*p = '\0';
	do
		*--p = (char)('0' + v % 10);
	while (v /= 10);
	return p;
}

static int host_text(const struct net_addr *a, char *host, socklen_t len)
{
	char text[INET6_ADDRSTRLEN + 1 + IF_NAMESIZE], num[12];

	inet_ntop(a->family, a->a, text, INET6_ADDRSTRLEN);
	if (a->scope) {
		char *p = text + strlen(text);

		*p++ = '%';
		if (!if_indextoname(a->scope, p))
			strcpy(p, decimal(num, a->scope));
	}
	return copy(host, len, text);
}

int getnameinfo(const struct sockaddr *addr, socklen_t len, char *host, socklen_t hostlen,
		char *serv, socklen_t servlen, int flags)
{
	struct net_addr a = { .family = AF_UNSPEC };
	char name[DNS_NAME_MAX], num[12];
	const char *service = NULL;
	in_port_t port;
	int r = 0;

	if (len >= sizeof(struct sockaddr_in) && addr->sa_family == AF_INET) {
		const struct sockaddr_in *in = (const struct sockaddr_in *)addr;

		a.family = AF_INET;
		memcpy(a.a, &in->sin_addr, 4);
		port = in->sin_port;
	} else if (len >= sizeof(struct sockaddr_in6) && addr->sa_family == AF_INET6) {
		const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *)addr;

		a.family = AF_INET6;
		memcpy(a.a, &in6->sin6_addr, 16);
		a.scope = in6->sin6_scope_id;
		port = in6->sin6_port;
	} else {
		return EAI_FAMILY;
	}
	if (!(host && hostlen) && !(serv && servlen))
		return EAI_NONAME;
	if (host && hostlen) {
		if (!(flags & NI_NUMERICHOST) && net_resolve_back(&a, name) == 0)
			r = copy(host, hostlen, name);
		else if (flags & NI_NAMEREQD)
			r = EAI_NONAME;
		else
			r = host_text(&a, host, hostlen);
	}
	if (r == 0 && serv && servlen) {
		if (!(flags & NI_NUMERICSERV))
			service = net_service_name(port, flags & NI_DGRAM ? "udp" : "tcp");
		r = copy(serv, servlen, service ? service : decimal(num, ntohs(port)));
	}
	return r;
}
