/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The rings. Answers are copied before they are looked at, and believed only as far as our own
 * records go: a buffer comes back that was given, in bounds that it has. Indices that make
 * no sense end the device, since after that nothing it says can be told apart.
 */
#include <string.h>
#include <uk/console.h>
#include <uk/cpu.h>
#include <uk/vm.h>
#include <uk/xen.h>
#include "netfront.h"

#define ETHER_MIN 14
/* Looks at a ring in which there is never a frame, before others have their turn. */
#define ROUNDS 8

static struct netfront *from_dev(struct uk_netdev *d)
{
	return uk_container_of(d, struct netfront, dev);
}

static void give_up(struct netfront *n, const char *why)
{
	if (!n->broken)
		uk_log("xen-netfront: %s: given up", why);
	n->broken = true;
	n->dev.link_up = false;
}

/* Publish requests up to @prod; is the backend to be called? */
static bool push(struct netif_sring *s, uint32_t prod)
{
	uint32_t old = s->req_prod;

	__atomic_store_n(&s->req_prod, prod, __ATOMIC_RELEASE);
	uk_mb();
	return prod - __atomic_load_n(&s->req_event, __ATOMIC_RELAXED) < prod - old;
}

/* How many answers there are from @rsp on; at most @most can be. */
static uint32_t answers(struct netfront *n, const struct netif_sring *s, uint32_t rsp,
			uint32_t most)
{
	uint32_t there = __atomic_load_n(&s->rsp_prod, __ATOMIC_ACQUIRE) - rsp;

	if (there > most) {
		give_up(n, "the backend has answered what it was not asked");
		return 0;
	}
	return there;
}

/* Ask to be called for the next answer; is there one already? */
static bool arm(struct netfront *n, struct netif_sring *s, uint32_t rsp, uint32_t most)
{
	__atomic_store_n(&s->rsp_event, rsp + 1, __ATOMIC_RELAXED);
	uk_mb();
	return answers(n, s, rsp, most) != 0;
}

/* -- receiving -- */

static void post(struct netfront *n, unsigned id)
{
	struct netif_rx_request *r = &n->rx->slot[n->rx_req++ % NETIF_RING_SIZE].req;

	r->id = id;
	r->gref = n->rx_page[id].ref;
	n->rx_posted[id] = true;
}

/* A frame out of a buffer; NULL: no memory. */
static struct uk_netbuf *copy_out(const uint8_t *p, unsigned len, unsigned flags)
{
	struct uk_netbuf *b = uk_netbuf_alloc();

	if (!b)
		return NULL;
	memcpy(b->data, p, len);
	b->len = len;
	b->next = NULL;
	b->gso_size = 0;
	b->flags = flags & NETRXF_csum_blank	   ? UK_NETBUF_CSUM_PART
		   : flags & NETRXF_data_validated ? UK_NETBUF_CSUM_OK
						   : 0;
	return b;
}

/* One answer: a frame, or NULL. */
static struct uk_netbuf *take(struct netfront *n)
{
	struct netif_rx_response r = n->rx->slot[n->rx_rsp++ % NETIF_RING_SIZE].rsp;
	bool part = n->rx_more;
	struct uk_netbuf *b;

	if (r.flags & NETRXF_extra_info) {
		/* The next slot would be one, which tells nothing of a buffer. */
		give_up(n, "the backend uses what it was not offered");
		return NULL;
	}
	if (r.id >= n->rx_n || !n->rx_posted[r.id]) {
		give_up(n, "the backend answers with a buffer that it has not got");
		return NULL;
	}
	n->rx_posted[r.id] = false;
	n->rx_more = r.flags & NETRXF_more_data;
	if (part || n->rx_more || r.status < ETHER_MIN ||
	    r.status > UK_NETBUF_SIZE - UK_NETBUF_HEADROOM - (int)sizeof(struct uk_netbuf) ||
	    r.offset + r.status > (int)UK_PAGE_SIZE) {
		n->dev.rx_errors++;
		b = NULL;
	} else {
		b = copy_out(n->rx_page[r.id].p + r.offset, r.status, r.flags);
		if (!b)
			n->dev.rx_dropped++;
	}
	post(n, r.id);
	return b;
}

static void publish_rx(struct netfront *n)
{
	if (n->rx_req != n->rx->s.req_prod && push(&n->rx->s, n->rx_req))
		uk_xen_notify(n->port);
}

static size_t rx_burst(struct uk_netdev *d, struct uk_netbuf **pkts, size_t max)
{
	struct netfront *n = from_dev(d);
	unsigned rounds = ROUNDS;
	size_t got = 0;

	if (n->broken)
		return 0;
	do {
		uint32_t there = answers(n, &n->rx->s, n->rx_rsp, n->rx_n);

		if (!rounds--) {
			uk_netdev_event(d); /* it is to be asked again */
			break;
		}
		for (; there && got < max && !n->broken; there--) {
			struct uk_netbuf *b = take(n);

			if (b)
				pkts[got++] = b;
		}
		publish_rx(n);
	} while (got < max && !n->broken && arm(n, &n->rx->s, n->rx_rsp, n->rx_n));
	d->rx_packets += got;
	return got;
}

/* -- sending -- */

static void reclaim(struct netfront *n)
{
	uint32_t there = answers(n, &n->tx->s, n->tx_rsp, n->tx_req - n->tx_rsp);

	while (there--) {
		struct netif_tx_response r = n->tx->slot[n->tx_rsp++ % NETIF_RING_SIZE].rsp;

		if (r.id >= n->tx_n || !n->tx_busy[r.id]) {
			give_up(n, "the backend has sent what it was not given");
			return;
		}
		if (r.status != NETIF_RSP_OKAY)
			n->dev.tx_errors++;
		n->tx_busy[r.id] = false;
		n->tx_free[n->tx_nfree++] = r.id;
	}
}

static void send_one(struct netfront *n, const struct uk_netbuf *b, size_t len)
{
	unsigned id = n->tx_free[--n->tx_nfree], offset = id % 2 * TX_SIZE;
	uint8_t *to = n->tx_page[id / 2].p + offset;
	struct netif_tx_request *r = &n->tx->slot[n->tx_req++ % NETIF_RING_SIZE].req;

	n->tx_busy[id] = true;
	r->gref = n->tx_page[id / 2].ref;
	r->offset = offset;
	r->flags =
		b->flags & UK_NETBUF_CSUM_PART ? NETTXF_csum_blank | NETTXF_data_validated : 0;
	r->id = id;
	r->size = len;
	for (; b; b = b->next) {
		memcpy(to, b->data, b->len);
		to += b->len;
	}
}

static size_t length(const struct uk_netbuf *b)
{
	size_t len = 0;

	for (; b; b = b->next)
		len += b->len;
	return len;
}

static size_t tx_burst(struct uk_netdev *d, struct uk_netbuf **pkts, size_t count)
{
	struct netfront *n = from_dev(d);
	size_t i;

	if (!n->broken)
		reclaim(n);
	for (i = 0; i < count; i++) {
		size_t len = length(pkts[i]);

		if (n->broken || len < ETHER_MIN || len > TX_SIZE) {
			d->tx_errors++;
		} else {
			if (!n->tx_nfree) {
				/* What is published may already be done; else be called. */
				if (push(&n->tx->s, n->tx_req))
					uk_xen_notify(n->port);
				n->tx_short = true;
				if (arm(n, &n->tx->s, n->tx_rsp, n->tx_req - n->tx_rsp))
					reclaim(n);
				if (!n->tx_nfree && !n->broken)
					break;
				n->tx_short = false;
			}
			if (n->broken) {
				d->tx_errors++;
			} else {
				send_one(n, pkts[i], len);
				d->tx_packets++;
			}
		}
		uk_netbuf_free(pkts[i]);
	}
	if (!n->broken && n->tx_req != n->tx->s.req_prod && push(&n->tx->s, n->tx_req))
		uk_xen_notify(n->port);
	return i;
}

static size_t tx_pending(struct uk_netdev *d)
{
	struct netfront *n = from_dev(d);

	if (!n->broken)
		reclaim(n);
	return n->broken ? 0 : n->tx_n - n->tx_nfree;
}

void netfront_event(void *arg)
{
	struct netfront *n = arg;

	n->tx_short = false;
	uk_netdev_event(&n->dev);
}

void netfront_rings_init(struct netfront *n)
{
	n->tx->s.req_event = n->tx->s.rsp_event = 1;
	n->rx->s.req_event = n->rx->s.rsp_event = 1;
	for (n->tx_nfree = 0; n->tx_nfree < n->tx_n; n->tx_nfree++)
		n->tx_free[n->tx_nfree] = n->tx_nfree;
	for (unsigned id = 0; id < n->rx_n; id++)
		post(n, id);
}

static int start(struct uk_netdev *d)
{
	publish_rx(from_dev(d));
	return 0;
}

const struct uk_netdev_ops netfront_ops = {
	.start = start,
	.rx_burst = rx_burst,
	.tx_burst = tx_burst,
	.tx_pending = tx_pending,
};
