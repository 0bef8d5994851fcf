/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Between socket addresses and lwIP's. An IPv6 socket sees IPv4 peers as ::ffff:a.b.c.d.
 */
#include <errno.h>
#include <netinet/in.h>
#include <string.h>

#include "lwip/ip_addr.h"
#include "stack.h"

int net_from_sockaddr(int domain, const struct sockaddr *sa, socklen_t len, ip_addr_t *ip,
		      u16_t *port)
{
	memset(ip, 0, sizeof(*ip));
	if (len < sizeof(sa->sa_family))
		return -EINVAL;
	if (sa->sa_family != domain)
		return -EAFNOSUPPORT;
	if (domain == AF_INET) {
		struct sockaddr_in in;

		if (len < sizeof(in))
			return -EINVAL;
		memcpy(&in, sa, sizeof(in));
		*port = lwip_htons(in.sin_port);
		ip_addr_set_ip4_u32(ip, in.sin_addr.s_addr);
	} else {
		struct sockaddr_in6 in6;

		if (len < sizeof(in6))
			return -EINVAL;
		memcpy(&in6, sa, sizeof(in6));
		*port = lwip_htons(in6.sin6_port);
		if (IN6_IS_ADDR_V4MAPPED(&in6.sin6_addr)) {
			ip_addr_set_ip4_u32(ip, in6.sin6_addr.s6_addr32[3]);
			return 0;
		}
		IP_SET_TYPE_VAL(*ip, IPADDR_TYPE_V6);
		memcpy(ip_2_ip6(ip)->addr, &in6.sin6_addr, 16);
		ip6_addr_clear_zone(ip_2_ip6(ip));
		if (ip6_addr_has_scope(ip_2_ip6(ip), IP6_UNKNOWN)) {
			if (in6.sin6_scope_id)
				ip6_addr_set_zone(ip_2_ip6(ip), (u8_t)in6.sin6_scope_id);
			else if (netif_default)
				ip6_addr_assign_zone(ip_2_ip6(ip), IP6_UNKNOWN, netif_default);
		}
	}
	return 0;
}

int net_to_sockaddr(int domain, const ip_addr_t *ip, u16_t port, struct sockaddr_storage *out)
{
	memset(out, 0, sizeof(*out));
	if (domain == AF_INET) {
		struct sockaddr_in *in = (struct sockaddr_in *)out;

		in->sin_family = AF_INET;
		in->sin_port = lwip_htons(port);
		if (IP_IS_V4(ip))
			in->sin_addr.s_addr = ip4_addr_get_u32(ip_2_ip4(ip));
		return sizeof(*in);
	}
	struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)out;

	in6->sin6_family = AF_INET6;
	in6->sin6_port = lwip_htons(port);
	if (IP_IS_V6(ip)) {
		memcpy(&in6->sin6_addr, ip_2_ip6(ip)->addr, 16);
		if (ip6_addr_has_zone(ip_2_ip6(ip)))
			in6->sin6_scope_id = ip6_addr_zone(ip_2_ip6(ip));
	} else if (IP_IS_V4(ip) && !ip4_addr_isany(ip_2_ip4(ip))) {
		in6->sin6_addr.s6_addr32[2] = lwip_htonl(0xffff);
		in6->sin6_addr.s6_addr32[3] = ip4_addr_get_u32(ip_2_ip4(ip));
	}
	return sizeof(*in6);
}

/* "ADDRESS/BITS", either family. 0 or -EINVAL. */
int net_parse_prefix(const char *text, ip_addr_t *ip, unsigned *bits)
{
	char addr[48];
	const char *slash = strchr(text, '/');
	size_t n = slash ? (size_t)(slash - text) : strlen(text);
	unsigned max, v = 0;

	if (n >= sizeof(addr))
		return -EINVAL;
	memcpy(addr, text, n);
	addr[n] = '\0';
	if (!ipaddr_aton(addr, ip))
		return -EINVAL;
	max = IP_IS_V6(ip) ? 128 : 32;
	*bits = max;
	if (!slash)
		return 0;
	if (slash[1] == '\0')
		return -EINVAL;
	for (const char *p = slash + 1; *p; p++) {
		if (*p < '0' || *p > '9' || (v = v * 10 + (unsigned)(*p - '0')) > max)
			return -EINVAL;
	}
	*bits = v;
	return 0;
}
