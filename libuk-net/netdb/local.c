/* SPDX-License-Identifier: BSD-3-Clause */
/* Names that need no server: addresses as text, localhost (RFC 6761), the backend's hosts. */
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <uk/net.h>

#include "dns.h"
#include "etc.h"

static int is_localhost(const char *name)
{
	size_t n = strlen(name);

	if (n && name[n - 1] == '.')
		n--;
	return (n == 9 || (n > 10 && name[n - 10] == '.')) &&
	       strncasecmp(name + n - 9, "localhost", 9) == 0;
}

/* "fe80::1%en0", "fe80::1%2" */
static int scoped(const char *name, struct net_addr *out)
{
	const char *percent = strchr(name, '%');
	char text[INET6_ADDRSTRLEN], *end;
	size_t n = percent ? (size_t)(percent - name) : strlen(name);

	if (n >= sizeof(text))
		return 0;
	memcpy(text, name, n);
	text[n] = '\0';
	if (inet_pton(AF_INET6, text, out->a) != 1)
		return 0;
	if (percent) {
		out->scope = (uint32_t)strtoul(percent + 1, &end, 10);
		if (end == percent + 1 || *end)
			out->scope = if_nametoindex(percent + 1);
		if (!out->scope)
			return 0;
	}
	return 1;
}

int net_resolve_number(const char *name, int family, struct net_addr *out)
{
	struct in_addr v4;

	memset(out, 0, sizeof(*out));
	if (inet_aton(name, &v4)) {
		if (family == AF_INET6)
			return -ENODATA;
		out->family = AF_INET;
		memcpy(out->a, &v4, 4);
		return 1;
	}
	if (strchr(name, ':') && scoped(name, out)) {
		if (family == AF_INET)
			return -ENODATA;
		out->family = AF_INET6;
		return 1;
	}
	return -EAGAIN;
}

/* What files say: the image's own, then those that the backend knows. */
static int from_files(const char *name, int family, struct net_addr *out, int max)
{
	struct sockaddr_storage ss[8];
	int n;

	max = max < 8 ? max : 8;
	n = net_etc_hosts(name, family, ss, max);
	if (n == 0 && uk_net_backend->host_lookup)
		n = uk_net_backend->host_lookup(name, family, ss, max);
	for (int i = 0; i < n; i++) {
		memset(&out[i], 0, sizeof(out[i]));
		out[i].family = ss[i].ss_family;
		if (ss[i].ss_family == AF_INET)
			memcpy(out[i].a, &((struct sockaddr_in *)&ss[i])->sin_addr, 4);
		else
			memcpy(out[i].a, &((struct sockaddr_in6 *)&ss[i])->sin6_addr, 16);
	}
	return n > 0 ? n : -EAGAIN;
}

int net_resolve_local(const char *name, int family, struct net_addr *out, int max)
{
	static const struct net_addr v6 = { .family = AF_INET6, .a = { [15] = 1 } };
	static const struct net_addr v4 = { .family = AF_INET, .a = { 127, 0, 0, 1 } };
	int n = net_resolve_number(name, family, out);

	if (n != -EAGAIN)
		return n;
	if (!is_localhost(name))
		return from_files(name, family, out, max);
	n = 0;
	if (family != AF_INET6)
		out[n++] = v4;
	if (family != AF_INET && n < max)
		out[n++] = v6;
	return n;
}
