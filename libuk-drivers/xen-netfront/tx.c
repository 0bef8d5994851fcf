/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sending: frames are copied into buffers of half a page, a long one into several (netif.h,
 * "Guest transmit"). A buffer comes back by an answer that names it, which is believed only
 * when the backend has it.
 */
#include <string.h>
#include "netfront.h"

#define ETHER_MIN 14

void netfront_tx_init(struct netfront *n)
{
	for (n->tx_nfree = 0; n->tx_nfree < n->tx_n; n->tx_nfree++)
		n->tx_free[n->tx_nfree] = n->tx_nfree;
}

static void reclaim(struct netfront *n)
{
	uint32_t there = netfront_answers(n, &n->tx->s, n->tx_rsp, n->tx_req - n->tx_rsp);

	while (there--) {
		struct netif_tx_response r = n->tx->slot[n->tx_rsp++ % NETIF_RING_SIZE].rsp;

		__atomic_signal_fence(__ATOMIC_SEQ_CST); /* read once */
		if (r.id >= n->tx_n || !n->tx_busy[r.id]) {
			netfront_give_up(n, "the backend has sent what it was not given");
			return;
		}
		if (r.status != NETIF_RSP_OKAY)
			n->dev.tx_errors++;
		n->tx_busy[r.id] = false;
		n->tx_free[n->tx_nfree++] = r.id;
	}
}

/* Where in a chain. */
struct place {
	const struct uk_netbuf *b;
	size_t at;
};

static void gather(struct place *p, uint8_t *to, size_t len)
{
	while (len) {
		size_t part = UK_MIN(len, p->b->len - p->at);

		memcpy(to, p->b->data + p->at, part);
		to += part;
		len -= part;
		p->at += part;
		if (p->at == p->b->len) {
			p->b = p->b->next;
			p->at = 0;
		}
	}
}

/* There are buffers for it. */
static void send_frame(struct netfront *n, const struct uk_netbuf *b, size_t len)
{
	struct place from = { b, 0 };
	uint16_t flags =
		b->flags & UK_NETBUF_CSUM_PART ? NETTXF_csum_blank | NETTXF_data_validated : 0;
	size_t size = len; /* the first request says the frame's */

	while (len) {
		size_t part = UK_MIN(len, (size_t)TX_SIZE);
		unsigned id = n->tx_free[--n->tx_nfree], offset = id % 2 * TX_SIZE;
		struct netif_tx_request *r = &n->tx->slot[n->tx_req++ % NETIF_RING_SIZE].req;

		n->tx_busy[id] = true;
		len -= part;
		r->gref = n->tx_page[id / 2].ref;
		r->offset = offset;
		r->flags = flags | (len ? NETTXF_more_data : 0);
		r->id = id;
		r->size = size;
		gather(&from, n->tx_page[id / 2].p + offset, part);
		flags = 0;
		size = UK_MIN(len, (size_t)TX_SIZE);
	}
}

/* Are there buffers, perhaps after those are back that the backend is done with? Else it calls.
 */
static bool room(struct netfront *n, unsigned buffers)
{
	if (n->tx_nfree >= buffers)
		return true;
	netfront_push(n, &n->tx->s, n->tx_req);
	while (n->tx_nfree < buffers &&
	       netfront_arm(n, &n->tx->s, n->tx_rsp, n->tx_req - n->tx_rsp) && !n->broken)
		reclaim(n);
	return n->tx_nfree >= buffers;
}

static size_t length(const struct uk_netbuf *b)
{
	size_t len = 0;

	for (; b; b = b->next)
		len += b->len;
	return len;
}

size_t netfront_tx_burst(struct uk_netdev *d, struct uk_netbuf **pkts, size_t count)
{
	struct netfront *n = netfront_of(d);
	size_t i;

	if (!n->broken)
		reclaim(n);
	for (i = 0; i < count; i++) {
		size_t len = length(pkts[i]), buffers = (len + TX_SIZE - 1) / TX_SIZE;
		bool fits = len >= ETHER_MIN && buffers <= n->tx_pieces;

		if (fits && !n->broken && !room(n, buffers) && !n->broken)
			break;
		if (fits && !n->broken) {
			send_frame(n, pkts[i], len);
			d->tx_packets++;
		} else {
			d->tx_errors++;
		}
		uk_netbuf_free(pkts[i]);
	}
	if (!n->broken)
		netfront_push(n, &n->tx->s, n->tx_req);
	return i;
}

size_t netfront_tx_pending(struct uk_netdev *d)
{
	struct netfront *n = netfront_of(d);

	if (!n->broken)
		reclaim(n);
	return n->broken ? 0 : n->tx_n - n->tx_nfree;
}
