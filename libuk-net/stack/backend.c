/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The pool's own stack as a backend, and the choice of it as the default one.
 */
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>

#include <uk/anchor.h>

#include "lwip/dhcp.h"
#include "lwip/dns.h"
#include "stack.h"

/* For those who refer to it weakly. */
UK_NEED(uk_interface);

static int stack_socket(int domain, int type, int protocol, int oflags, struct uk_socket **out)
{
	if (domain != AF_INET && domain != AF_INET6)
		return -EAFNOSUPPORT;
	if (!net.running)
		return -ENETDOWN;
	switch (type) {
	case SOCK_STREAM:
		if (protocol && protocol != IPPROTO_TCP)
			return -EPROTONOSUPPORT;
		return net_tcp_socket(domain, oflags, out);
	case SOCK_DGRAM:
		if (protocol && protocol != IPPROTO_UDP)
			return -EPROTONOSUPPORT;
		return net_udp_socket(domain, oflags, out);
	default:
		return -EPROTONOSUPPORT;
	}
}

static int stack_name_servers(struct sockaddr_storage *out, int max)
{
	int n = 0;

	for (u8_t i = 0; i < DNS_MAX_SERVERS && n < max; i++) {
		const ip_addr_t *a = dns_getserver(i);

		if (a && !ip_addr_isany(a))
			net_to_sockaddr(IP_IS_V4(a) ? AF_INET : AF_INET6, a, 53, &out[n++]);
	}
	if (n == 0 && net.dev && netif_dhcp_data(&net.netif) &&
	    !dhcp_supplied_address(&net.netif))
		return -EAGAIN;
	return n;
}

static void add_addr(struct uk_net_if *o, int domain, const ip_addr_t *a, unsigned bits)
{
	if (o->naddrs == UK_ARRAY_SIZE(o->addrs))
		return;
	net_to_sockaddr(domain, a, 0, &o->addrs[o->naddrs]);
	o->prefix[o->naddrs++] = bits;
}

static int stack_interface(unsigned n, struct uk_net_if *o)
{
	struct netif *i;

	if (!net.running)
		return -ENOENT;
	/* loopback first, as elsewhere */
	i = n == 0 ? net.lo : n == 1 && net.dev ? &net.netif : NULL;
	if (!i)
		return -ENOENT;
	memset(o, 0, sizeof(*o));
	strcpy(o->name, n == 0 ? "lo" : "en0");
	o->index = netif_get_index(i);
	o->mtu = n == 0 ? 65536 : i->mtu;
	o->dev = n == 0 ? NULL : net.dev;
	o->flags = n == 0 ? IFF_LOOPBACK : IFF_BROADCAST | IFF_MULTICAST;
	if (netif_is_up(i))
		o->flags |= IFF_UP | IFF_RUNNING;
	if (!ip4_addr_isany_val(*netif_ip4_addr(i)))
		add_addr(o, AF_INET, netif_ip_addr4(i),
			 (unsigned)__builtin_popcount(ip4_addr_get_u32(netif_ip4_netmask(i))));
	for (s8_t k = 0; k < LWIP_IPV6_NUM_ADDRESSES; k++)
		if (ip6_addr_isvalid(netif_ip6_addr_state(i, k)))
			add_addr(o, AF_INET6, netif_ip_addr6(i, k), n == 0 ? 128 : 64);
	return 0;
}

const struct uk_net_backend uk_net_stack = {
	.name = "stack",
	.socket = stack_socket,
	.name_servers = stack_name_servers,
	.interface = stack_interface,
};

const struct uk_net_backend *uk_net_backend = &uk_net_stack;
