/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Options of UDP sockets, multicast groups among them (RFC 3678's older half, RFC 3493).
 */
#include <netinet/in.h>
#include <string.h>

#include <uk/heap.h>

#include "lwip/igmp.h"
#include "lwip/mld6.h"
#include "udp.h"

static err_t group_join(const struct net_group *g)
{
	if (IP_IS_V4(&g->addr))
		return igmp_joingroup(ip_2_ip4(&g->iface), ip_2_ip4(&g->addr));
	return mld6_joingroup_netif(g->netif, ip_2_ip6(&g->addr));
}

static void group_leave(const struct net_group *g)
{
	if (IP_IS_V4(&g->addr))
		igmp_leavegroup(ip_2_ip4(&g->iface), ip_2_ip4(&g->addr));
	else
		mld6_leavegroup_netif(g->netif, ip_2_ip6(&g->addr));
}

void net_udp_leave_groups(struct net_udp *u)
{
	struct net_group *g;

	while ((g = u->groups) != NULL) {
		u->groups = g->next;
		group_leave(g);
		uk_free(g);
	}
}

static bool same_group(const struct net_group *a, const struct net_group *b)
{
	return ip_addr_cmp(&a->addr, &b->addr) && ip_addr_cmp(&a->iface, &b->iface) &&
	       a->netif == b->netif;
}

static int join(struct net_udp *u, const struct net_group *want)
{
	struct net_group *g;
	int r;

	for (g = u->groups; g; g = g->next)
		if (same_group(g, want))
			return -EADDRINUSE;
	g = uk_malloc(sizeof(*g));
	if (!g)
		return -ENOMEM;
	*g = *want;
	r = net_errno(group_join(g));
	if (r < 0) {
		uk_free(g);
		return r == -EINVAL ? -ENODEV : r;
	}
	g->next = u->groups;
	u->groups = g;
	return 0;
}

static int leave(struct net_udp *u, const struct net_group *want)
{
	for (struct net_group **p = &u->groups, *g; (g = *p) != NULL; p = &g->next) {
		if (!same_group(g, want))
			continue;
		*p = g->next;
		group_leave(g);
		uk_free(g);
		return 0;
	}
	return -EADDRNOTAVAIL;
}

static int membership4(struct net_udp *u, int name, const void *val, socklen_t len)
{
	struct net_group g = { 0 };
	struct ip_mreq m; /* an ip_mreqn begins alike */

	if (len < sizeof(m))
		return -EINVAL;
	memcpy(&m, val, sizeof(m));
	if (!IN_MULTICAST(lwip_htonl(m.imr_multiaddr.s_addr)))
		return -EINVAL;
	ip_addr_set_ip4_u32(&g.addr, m.imr_multiaddr.s_addr);
	ip_addr_set_ip4_u32(&g.iface, m.imr_interface.s_addr);
	return name == IP_ADD_MEMBERSHIP ? join(u, &g) : leave(u, &g);
}

static int membership6(struct net_udp *u, int name, const void *val, socklen_t len)
{
	struct net_group g = { 0 };
	struct ipv6_mreq m;

	if (len < sizeof(m))
		return -EINVAL;
	memcpy(&m, val, sizeof(m));
	if (!IN6_IS_ADDR_MULTICAST(&m.ipv6mr_multiaddr))
		return -EINVAL;
	g.netif = m.ipv6mr_interface ? netif_get_by_index((u8_t)m.ipv6mr_interface)
				     : netif_default;
	if (!g.netif || m.ipv6mr_interface > 255)
		return -ENODEV;
	IP_SET_TYPE_VAL(g.addr, IPADDR_TYPE_V6);
	memcpy(ip_2_ip6(&g.addr)->addr, &m.ipv6mr_multiaddr, 16);
	ip6_addr_assign_zone(ip_2_ip6(&g.addr), IP6_MULTICAST, g.netif);
	return name == IPV6_JOIN_GROUP ? join(u, &g) : leave(u, &g);
}

/* A number that programs give as an int or as one byte. */
static int small(const void *val, socklen_t len, int *out)
{
	if (len == 1) {
		*out = *(const unsigned char *)val;
		return 0;
	}
	return net_opt_int(val, len, out);
}

static int set_ip(struct net_udp *u, int name, const void *val, socklen_t len)
{
	struct in_addr a;
	ip4_addr_t if4;
	int v;

	switch (name) {
	case IP_ADD_MEMBERSHIP:
	case IP_DROP_MEMBERSHIP:
		return membership4(u, name, val, len);
	case IP_MULTICAST_IF:
		if (len < sizeof(a))
			return -EINVAL;
		memcpy(&a, val, sizeof(a));
		if4.addr = a.s_addr;
		udp_set_multicast_netif_addr(u->pcb, &if4);
		return 0;
	default:
		break;
	}
	if (small(val, len, &v) < 0 || v < -1 || v > 255)
		return -EINVAL;
	switch (name) {
	case IP_TOS:
		u->pcb->tos = (u8_t)v;
		return 0;
	case IP_TTL:
		if (v == 0)
			return -EINVAL;
		u->pcb->ttl = v < 0 ? UDP_TTL : (u8_t)v;
		return 0;
	case IP_MULTICAST_TTL:
		udp_set_multicast_ttl(u->pcb, v < 0 ? 1 : (u8_t)v);
		return 0;
	case IP_MULTICAST_LOOP:
		if (v)
			udp_set_flags(u->pcb, UDP_FLAGS_MULTICAST_LOOP);
		else
			udp_clear_flags(u->pcb, UDP_FLAGS_MULTICAST_LOOP);
		return 0;
	default:
		return -ENOPROTOOPT;
	}
}

static int set_ip6(struct net_udp *u, int name, const void *val, socklen_t len)
{
	int v;

	if (u->n.s.domain != AF_INET6)
		return -ENOPROTOOPT;
	if (name == IPV6_JOIN_GROUP || name == IPV6_LEAVE_GROUP)
		return membership6(u, name, val, len);
	if (net_opt_int(val, len, &v) < 0)
		return -EINVAL;
	switch (name) {
	case IPV6_V6ONLY:
		if (u->pcb->local_port)
			return -EINVAL;
		u->n.v6only = v != 0;
		return 0;
	case IPV6_UNICAST_HOPS:
		if (v < -1 || v > 255 || v == 0)
			return -EINVAL;
		u->pcb->ttl = v < 0 ? UDP_TTL : (u8_t)v;
		return 0;
	case IPV6_MULTICAST_HOPS:
		if (v < -1 || v > 255)
			return -EINVAL;
		udp_set_multicast_ttl(u->pcb, v < 0 ? 1 : (u8_t)v);
		return 0;
	case IPV6_MULTICAST_LOOP:
		if (v)
			udp_set_flags(u->pcb, UDP_FLAGS_MULTICAST_LOOP);
		else
			udp_clear_flags(u->pcb, UDP_FLAGS_MULTICAST_LOOP);
		return 0;
	case IPV6_MULTICAST_IF:
		if (v < 0 || v > 255 || (v && !netif_get_by_index((u8_t)v)))
			return -ENODEV;
		udp_set_multicast_netif_index(u->pcb, (u8_t)v);
		return 0;
	default:
		return -ENOPROTOOPT;
	}
}

int net_udp_setopt(struct uk_socket *s, int level, int name, const void *val, socklen_t len)
{
	struct net_udp *u = net_udp(s);
	int r = -ENOPROTOOPT, v;

	net_enter();
	if (level == IPPROTO_IP) {
		r = set_ip(u, name, val, len);
	} else if (level == IPPROTO_IPV6) {
		r = set_ip6(u, name, val, len);
	} else if (level == SOL_SOCKET && name == SO_RCVBUF) {
		r = net_opt_int(val, len, &v);
		if (r == 0)
			u->rx_limit = (size_t)UK_MIN(UK_MAX(v, 4096), 4 << 20);
	} else if (level == SOL_SOCKET && name == SO_SNDBUF) {
		r = len < sizeof(int) ? -EINVAL : 0; /* nothing is queued for sending */
	} else {
		r = net_sock_setopt(&u->n, level, name, val, len, &u->pcb->so_options);
	}
	net_leave();
	return r;
}

static int get_ip(struct net_udp *u, int name, void *val, socklen_t *len)
{
	switch (name) {
	case IP_TOS:
		return net_opt_get_int(u->pcb->tos, val, len);
	case IP_TTL:
		return net_opt_get_int(u->pcb->ttl, val, len);
	case IP_MULTICAST_TTL:
		return net_opt_get_int(udp_get_multicast_ttl(u->pcb), val, len);
	case IP_MULTICAST_LOOP:
		return net_opt_get_int((udp_flags(u->pcb) & UDP_FLAGS_MULTICAST_LOOP) != 0, val,
				       len);
	default:
		return -ENOPROTOOPT;
	}
}

int net_udp_getopt(struct uk_socket *s, int level, int name, void *val, socklen_t *len)
{
	struct net_udp *u = net_udp(s);
	u8_t so = u->pcb->so_options;

	if (level == IPPROTO_IP)
		return get_ip(u, name, val, len);
	if (level == IPPROTO_IPV6 && name == IPV6_V6ONLY && s->domain == AF_INET6)
		return net_opt_get_int(u->n.v6only, val, len);
	if (level != SOL_SOCKET)
		return -ENOPROTOOPT;
	switch (name) {
	case SO_REUSEADDR:
	case SO_REUSEPORT:
		return net_opt_get_int((so & SOF_REUSEADDR) != 0, val, len);
	case SO_BROADCAST:
		return net_opt_get_int((so & SOF_BROADCAST) != 0, val, len);
	case SO_KEEPALIVE:
	case SO_ACCEPTCONN:
		return net_opt_get_int(0, val, len);
	case SO_RCVBUF:
		return net_opt_get_int((int)u->rx_limit, val, len);
	case SO_SNDBUF:
		return net_opt_get_int(65536, val, len);
	default:
		return net_sock_getopt(&u->n, level, name, val, len);
	}
}
