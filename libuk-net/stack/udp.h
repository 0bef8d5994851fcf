/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A UDP socket of the stack. udp.c: datagrams, udp_opt.c: options and multicast groups.
 */
#ifndef NET_UDP_H
#define NET_UDP_H

#include "lwip/udp.h"
#include "sock.h"

struct net_dgram {
	struct net_dgram *next;
	struct pbuf *p;
	ip_addr_t from;
	u16_t port;
};

/* A group that is joined, so that close leaves it. */
struct net_group {
	struct net_group *next;
	ip_addr_t addr;
	ip_addr_t iface;     /* IPv4 */
	struct netif *netif; /* IPv6 */
};

struct net_udp {
	struct net_sock n;
	struct udp_pcb *pcb;
	struct net_dgram *rx_head, **rx_end;
	size_t rx_held;	 /* bytes of memory held by the queue */
	size_t rx_limit; /* SO_RCVBUF */
	struct net_group *groups;
};

static inline struct net_udp *net_udp(struct uk_socket *s)
{
	return uk_container_of(s, struct net_udp, n.s);
}

int net_udp_getopt(struct uk_socket *s, int level, int name, void *val, socklen_t *len);
int net_udp_setopt(struct uk_socket *s, int level, int name, const void *val, socklen_t len);
void net_udp_leave_groups(struct net_udp *u);

#endif
