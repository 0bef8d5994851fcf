/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * lwIP's network interface on a uk_netdev. Nothing is copied: a received
 * netbuf carries its pbuf in its own header (priv), and a frame lwIP built is the inside of a
 * netbuf (lwip/mem.c). Checksums are left to the device where it can.
 */
#include <string.h>

#include <uk/netdev.h>

#include "lwip/etharp.h"
#include "lwip/ethip6.h"
#include "lwip/prot/ethernet.h"
#include "lwip/prot/ip.h"
#include "lwip/timeouts.h"
#include "netbuf_mem.h"
#include "netif/ethernet.h"
#include "stack.h"

_Static_assert(sizeof(struct pbuf_custom) <= sizeof(((struct uk_netbuf *)0)->priv),
	       "a pbuf must fit a netbuf's private words");

/* -- receive -- */

static struct uk_netbuf *rx_netbuf(struct pbuf *p)
{
	return uk_container_of((void *)p, struct uk_netbuf, priv);
}

static void rx_free(struct pbuf *p)
{
	struct uk_netbuf *b = rx_netbuf(p);

	b->next = NULL;
	uk_netbuf_free(b);
}

static struct pbuf *rx_pbuf(struct uk_netbuf *b)
{
	struct pbuf_custom *pc = (struct pbuf_custom *)b->priv;

	pc->custom_free_function = rx_free;
	return pbuf_alloced_custom(PBUF_RAW, b->len, PBUF_REF, pc, b->data, b->len);
}

static void input(struct uk_netbuf *b)
{
	const u16_t unchecked = NETIF_CHECKSUM_CHECK_TCP | NETIF_CHECKSUM_CHECK_UDP;
	struct netif *n = &net.netif;
	struct uk_netbuf *rest = b->next;
	struct pbuf *p;

	if (b->flags & (UK_NETBUF_CSUM_OK | UK_NETBUF_CSUM_PART))
		n->chksum_flags &= ~unchecked;
	else
		n->chksum_flags |= unchecked;
	net.dev->rx_bytes += b->len;
	p = rx_pbuf(b);
	while (uk_unlikely(rest != NULL)) {
		struct uk_netbuf *next = rest->next;

		if ((unsigned)p->tot_len + rest->len > 0xffff) {
			n->chksum_flags |= unchecked;
			uk_netbuf_free(rest);
			pbuf_free(p);
			net.dev->rx_errors++;
			return;
		}
		net.dev->rx_bytes += rest->len;
		pbuf_cat(p, rx_pbuf(rest));
		rest = next;
	}
	if (ethernet_input(p, n) != ERR_OK)
		pbuf_free(p);
}

/*
 * All that has come. Ends with the ring empty and the interrupt armed, or after a fair share.
 */
void net_input_burst(void)
{
	struct uk_netbuf *pkts[NET_RX_BURST];
	unsigned rounds = 8;
	size_t n;

	net.dev->event = false;
	do {
		n = net.dev->ops->rx_burst(net.dev, pkts, NET_RX_BURST);
		for (size_t i = 0; i < n; i++)
			input(pkts[i]);
	} while (n == NET_RX_BURST && --rounds);
	if (n == NET_RX_BURST)
		net.dev->event = true; /* more to come: others run first */
}

/* -- transmit -- */

/* The device is done with a frame that is lwIP's memory. */
static void tx_done(struct uk_netbuf *b)
{
	b->free = b->priv[0];
	pbuf_free(net_netbuf_mem(b));
}

/* The frame as a netbuf: the pbuf's own memory, else a copy. NULL: no memory. */
static struct uk_netbuf *tx_netbuf(struct pbuf *p)
{
	struct uk_netbuf *b;

	if (uk_likely(p->next == NULL && net_pbuf_in_netbuf(p))) {
		b = net_mem_netbuf(p);
		/*
		 * Not while an earlier transmission of the same frame is in the device's hands.
		 */
		if (b->free != tx_done &&
		    net.dev->tx_headroom <= PBUF_LINK_ENCAPSULATION_HLEN) {
			pbuf_ref(p);
			b->priv[0] = (void *)b->free;
			b->free = tx_done;
			b->next = NULL;
			b->data = p->payload;
			b->len = p->len;
			b->flags = 0;
			return b;
		}
	}
	b = uk_netbuf_alloc();
	if (!b)
		return NULL;
	if (p->tot_len > b->size - UK_NETBUF_HEADROOM) {
		uk_netbuf_free(b);
		return NULL;
	}
	b->len = pbuf_copy_partial(p, b->data, p->tot_len, 0);
	return b;
}

static uint32_t sum16(const uint8_t *p, unsigned words)
{
	uint32_t sum = 0;
	uint16_t w;

	while (words--) {
		memcpy(&w, p, 2);
		p += 2;
		sum += w;
	}
	return sum;
}

/* Have the device sum a TCP or UDP segment: it wants the pseudo-header's sum in place. */
static void tx_checksum(struct uk_netbuf *b)
{
	uint8_t *ip = b->data + SIZEOF_ETH_HDR;
	unsigned l4, seg, proto;
	uint32_t sum;
	uint16_t v;

	if (b->len < SIZEOF_ETH_HDR + 20)
		return;
	if (b->data[12] == 0x08 && b->data[13] == 0x00) {
		if ((ip[6] & 0x3f) || ip[7]) /* a fragment: summed already, or not at all */
			return;
		l4 = (ip[0] & 15) * 4;
		proto = ip[9];
		seg = (ip[2] << 8 | ip[3]) - l4;
		sum = sum16(ip + 12, 4);
	} else if (b->data[12] == 0x86 && b->data[13] == 0xdd &&
		   b->len >= SIZEOF_ETH_HDR + 40) {
		l4 = 40;
		proto = ip[6];
		seg = ip[4] << 8 | ip[5];
		sum = sum16(ip + 8, 16);
	} else {
		return;
	}
	if (proto == IP_PROTO_TCP)
		b->csum_offset = 16;
	else if (proto == IP_PROTO_UDP)
		b->csum_offset = 6;
	else
		return;
	if (b->len < SIZEOF_ETH_HDR + l4 + b->csum_offset + 2)
		return;
	/* UDP sums that lwIP made itself stay (net_udp of more than a frame). */
	memcpy(&v, ip + l4 + b->csum_offset, 2);
	if (v)
		return;
	sum += lwip_htons(proto) + lwip_htons(seg);
	sum = (sum & 0xffff) + (sum >> 16);
	v = sum + (sum >> 16);
	memcpy(ip + l4 + b->csum_offset, &v, 2);
	b->csum_start = SIZEOF_ETH_HDR + l4;
	b->flags |= UK_NETBUF_CSUM_PART;
}

static err_t tx_frame(struct netif *n, struct pbuf *p)
{
	struct uk_netbuf *b;

	(void)n;
	if (net.ntx == NET_TX_QUEUE) {
		net_flush();
		if (net.ntx == NET_TX_QUEUE)
			return ERR_MEM;
	}
	b = tx_netbuf(p);
	if (!b)
		return ERR_MEM;
	if (net.dev->features & UK_NETDEV_TX_CSUM)
		tx_checksum(b);
	net.dev->tx_bytes += p->tot_len;
	net.tx[net.ntx++] = b;
	return ERR_OK;
}

void net_flush(void)
{
	unsigned sent;

	if (net.ntx == 0)
		return;
	sent = net.dev->ops->tx_burst(net.dev, net.tx, net.ntx);
	if (uk_unlikely(sent < net.ntx))
		memmove(net.tx, net.tx + sent, (net.ntx - sent) * sizeof(net.tx[0]));
	net.ntx -= sent;
	net.tx_full = net.ntx != 0;
}

/* -- set-up -- */

/*
 * lwIP answers a bad packet from the unspecified address, and loses what it then queues for
 * that neighbour: RFC 4443 section 2.4 (e) wants no answer.
 */
static err_t output_ip6(struct netif *n, struct pbuf *p, const ip6_addr_t *to)
{
	return ip6_addr_isany(to) ? ERR_RTE : ethip6_output(n, p, to);
}

static err_t init(struct netif *n)
{
	struct uk_netdev *d = n->state;

	n->name[0] = 'e';
	n->name[1] = 'n';
	n->output = etharp_output;
	n->output_ip6 = output_ip6;
	n->linkoutput = tx_frame;
	n->mtu = UK_MIN(d->mtu, 1500);
	memcpy(n->hwaddr, d->mac, sizeof(d->mac));
	n->hwaddr_len = sizeof(d->mac);
	n->flags = NETIF_FLAG_BROADCAST | NETIF_FLAG_ETHARP | NETIF_FLAG_ETHERNET |
		   NETIF_FLAG_IGMP | NETIF_FLAG_MLD6;
	if (d->features & UK_NETDEV_TX_CSUM)
		NETIF_SET_CHECKSUM_CTRL(n,
					NETIF_CHECKSUM_ENABLE_ALL & ~(NETIF_CHECKSUM_GEN_TCP |
								      NETIF_CHECKSUM_GEN_UDP));
	return ERR_OK;
}

int net_device_start(struct uk_netdev *d)
{
	int r = d->ops->start(d);

	if (r < 0)
		return r;
	net.dev = d;
	if (!netif_add_noaddr(&net.netif, d, init, ethernet_input))
		return -ENOMEM;
	netif_set_default(&net.netif);
	netif_set_link_up(&net.netif);
	return 0;
}
