/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The virtio network device, virtio 1.0 section 5.1, one queue pair.
 *
 * Receive buffers are netbufs of the pool; the device writes its header and the frame
 * into them, and with mergeable buffers a long frame spans several, which are
 * chained. Transmit puts the header into the netbuf's headroom, so a packet in one
 * piece is one descriptor. Sent buffers are reclaimed at the next burst; the
 * transmit interrupt is asked for only while the ring is full.
 */
#include <errno.h>
#include <string.h>
#include <uk/anchor.h>
#include <uk/heap.h>
#include <uk/netdev.h>
#include <uk/page.h>
#include <uk/param.h>
#include <uk/virtio.h>
#include "net_hdr.h"

#define F_CSUM	     (UINT64_C(1) << 0)
#define F_GUEST_CSUM (UINT64_C(1) << 1)
#define F_MTU	     (UINT64_C(1) << 3)
#define F_MAC	     (UINT64_C(1) << 5)
#define F_GUEST_TSO4 (UINT64_C(1) << 7)
#define F_GUEST_TSO6 (UINT64_C(1) << 8)
#define F_MRG_RXBUF  (UINT64_C(1) << 15)
#define F_STATUS     (UINT64_C(1) << 16)

#define RX_QUEUE 0
#define TX_QUEUE 1

/* A packet in more pieces than this is not accepted for sending. */
#define TX_PIECES_MAX 20

static unsigned long rx_entries, tx_entries = 256;
static bool offload = true;
UK_PARAM_UINT(virtio_net, rx, rx_entries, "receive buffers; 0: by the size of memory");
UK_PARAM_UINT(virtio_net, tx, tx_entries, "transmit ring entries");
UK_PARAM_BOOL(virtio_net, offload, offload, "checksum offload and large receives");

struct virtio_net {
	struct uk_netdev dev;
	struct uk_virtqueue *rx, *tx;
	uint64_t features;
	bool tx_short; /* the user was told that the ring is full */
};

static struct virtio_net *from_dev(struct uk_netdev *d)
{
	return uk_container_of(d, struct virtio_net, dev);
}

/* Fill the receive ring as far as memory goes. */
static void refill(struct virtio_net *n)
{
	struct uk_netbuf *b;
	struct uk_sg sg;

	while (uk_virtqueue_free_slots(n->rx) && (b = uk_netbuf_alloc()) != NULL) {
		b->data = b->buf;
		b->len = 0;
		sg = (struct uk_sg){ b->buf, b->size };
		if (uk_virtqueue_add(n->rx, &sg, 0, 1, b)) {
			uk_netbuf_free(b);
			break;
		}
	}
	uk_virtqueue_kick(n->rx);
}

/* The rest of a packet that spans @more further buffers; false if the device delivered fewer.
 */
static bool chain_rest(struct virtio_net *n, struct uk_netbuf *first, unsigned more)
{
	struct uk_netbuf *last = first;
	uint32_t len;

	while (more--) {
		struct uk_netbuf *b = uk_virtqueue_get(n->rx, &len);

		if (!b)
			return false;
		b->data = b->buf;
		b->len = len;
		last->next = b;
		last = b;
	}
	return true;
}

/* One received packet, or NULL; *bad: one came that is not fit to use. */
static struct uk_netbuf *receive(struct virtio_net *n, bool *bad)
{
	uint32_t len;
	struct uk_netbuf *b = uk_virtqueue_get(n->rx, &len);
	struct virtio_net_hdr h;

	*bad = false;
	if (!b)
		return NULL;
	b->next = NULL;
	if (len < sizeof(h))
		goto drop;
	memcpy(&h, b->buf, sizeof(h));
	b->data = b->buf + sizeof(h);
	b->len = len - sizeof(h);
	b->flags = virtio_net_rx_flags(&h);
	b->gso_size = h.gso_size;
	if ((n->features & F_MRG_RXBUF) && h.num_buffers > 1 &&
	    !chain_rest(n, b, h.num_buffers - 1))
		goto drop;
	return b;
drop:
	*bad = true;
	n->dev.rx_errors++;
	uk_netbuf_free(b);
	return NULL;
}

static size_t rx_burst(struct uk_netdev *d, struct uk_netbuf **pkts, size_t max)
{
	struct virtio_net *n = from_dev(d);
	size_t got = 0;
	bool bad;

	do {
		while (got < max) {
			struct uk_netbuf *b = receive(n, &bad);

			if (b)
				pkts[got++] = b;
			else if (!bad)
				break;
		}
		/* In batches: a refill is a publication and perhaps a doorbell. */
		if (uk_virtqueue_free_slots(n->rx) >= uk_virtqueue_size(n->rx) / 4 || got < max)
			refill(n);
	} while (got < max && uk_virtqueue_enable_irq(n->rx));
	d->rx_packets += got;
	return got;
}

static void reclaim(struct virtio_net *n)
{
	struct uk_netbuf *b;
	uint32_t len;

	while ((b = uk_virtqueue_get(n->tx, &len)) != NULL)
		uk_netbuf_free(b);
}

/* 0, -ENOSPC (ring full), or -EINVAL (not sendable). */
static int send_one(struct virtio_net *n, struct uk_netbuf *b)
{
	struct uk_sg sg[TX_PIECES_MAX];
	unsigned pieces = 0;
	uint8_t *head = b->data - sizeof(struct virtio_net_hdr);
	struct virtio_net_hdr h;

	if (b->data < b->buf + sizeof(h))
		return -EINVAL;
	virtio_net_tx_header(&h, b);
	memcpy(head, &h, sizeof(h));
	for (struct uk_netbuf *p = b; p; p = p->next) {
		if (pieces == TX_PIECES_MAX)
			return -EINVAL;
		sg[pieces++] = (struct uk_sg){ p->data, p->len };
	}
	sg[0].addr = head;
	sg[0].len += sizeof(h);
	return uk_virtqueue_add(n->tx, sg, pieces, 0, b);
}

static size_t tx_burst(struct uk_netdev *d, struct uk_netbuf **pkts, size_t count)
{
	struct virtio_net *n = from_dev(d);
	size_t i, sent = 0;
	int r;

	reclaim(n);
	for (i = 0; i < count; i++) {
		r = send_one(n, pkts[i]);
		if (r == -ENOSPC) {
			/* What is published may already be done; else have the device call. */
			uk_virtqueue_kick(n->tx);
			n->tx_short = true;
			if (!uk_virtqueue_enable_irq(n->tx))
				break;
			reclaim(n);
			r = send_one(n, pkts[i]);
			if (r == -ENOSPC)
				break;
		}
		if (r) {
			d->tx_errors++;
			uk_netbuf_free(pkts[i]);
		} else {
			sent++;
		}
	}
	uk_virtqueue_kick(n->tx);
	d->tx_packets += sent;
	return i;
}

static size_t tx_pending(struct uk_netdev *d)
{
	struct virtio_net *n = from_dev(d);

	reclaim(n);
	return uk_virtqueue_broken(n->tx)
		       ? 0
		       : uk_virtqueue_size(n->tx) - uk_virtqueue_free_slots(n->tx);
}

static void rx_ready(void *arg)
{
	struct virtio_net *n = arg;

	uk_virtqueue_disable_irq(n->rx);
	uk_netdev_event(&n->dev);
}

static void tx_ready(void *arg)
{
	struct virtio_net *n = arg;

	if (!n->tx_short)
		return;
	n->tx_short = false;
	uk_virtqueue_disable_irq(n->tx);
	uk_netdev_event(&n->dev);
}

static int start(struct uk_netdev *d)
{
	struct virtio_net *n = from_dev(d);

	refill(n);
	if (uk_virtqueue_free_slots(n->rx) == uk_virtqueue_size(n->rx))
		return -ENOMEM; /* not one receive buffer */
	uk_virtqueue_disable_irq(n->tx);
	uk_virtqueue_enable_irq(n->rx);
	return 0;
}

static const struct uk_netdev_ops ops = {
	.start = start,
	.rx_burst = rx_burst,
	.tx_burst = tx_burst,
	.tx_pending = tx_pending,
};

/* Receive buffers take about a sixteenth of memory, between 16 and 256 of them. */
static unsigned rx_default(void)
{
	struct uk_page_stats s;
	size_t n;

	uk_page_stats(&s);
	n = s.total * UK_PAGE_SIZE / 16 / UK_NETBUF_SIZE;
	return n < 16 ? 16 : n > 256 ? 256 : n;
}

static int setup(struct virtio_net *n, struct uk_virtio_dev *d)
{
	uint64_t wanted = F_MAC | F_MTU | F_STATUS | F_MRG_RXBUF;
	uint16_t mtu, status;
	int r;

	if (offload)
		wanted |= F_CSUM | F_GUEST_CSUM;
	/* Frames of 64 KB come only if they may span buffers, section 5.1.6.3.1. */
	if (offload && (uk_virtio_offered(d) & F_MRG_RXBUF))
		wanted |= F_GUEST_TSO4 | F_GUEST_TSO6;
	r = uk_virtio_negotiate(d, wanted, &n->features);
	if (r)
		return r;
	n->dev.mtu = 1500;
	n->dev.link_up = true;
	if (!(n->features & F_MAC))
		return -ENODEV; /* every hypervisor offers one; we make none up */
	r = uk_virtio_config_read(d, 0, n->dev.mac, sizeof(n->dev.mac));
	if (r == 0 && (n->features & F_STATUS)) {
		r = uk_virtio_config_read(d, 6, &status, sizeof(status));
		n->dev.link_up = status & 1;
	}
	if (r == 0 && (n->features & F_MTU)) {
		r = uk_virtio_config_read(d, 10, &mtu, sizeof(mtu));
		if (mtu >= 68 && mtu < n->dev.mtu)
			n->dev.mtu = mtu;
	}
	if (r == 0)
		r = uk_virtio_queue(d, RX_QUEUE, rx_entries ? rx_entries : rx_default(),
				    rx_ready, n, &n->rx);
	if (r == 0)
		r = uk_virtio_queue(d, TX_QUEUE, tx_entries, tx_ready, n, &n->tx);
	return r;
}

static int probe(struct uk_virtio_dev *d)
{
	struct virtio_net *n = uk_zalloc(sizeof(*n));
	int r;

	if (!n)
		return -ENOMEM;
	uk_waitq_init(&n->dev.rx_wait);
	r = setup(n, d);
	if (r) {
		uk_free(n);
		return r;
	}
	if (n->features & F_CSUM)
		n->dev.features |= UK_NETDEV_TX_CSUM;
	if (n->features & F_GUEST_CSUM)
		n->dev.features |= UK_NETDEV_RX_CSUM;
	n->dev.ops = &ops;
	n->dev.name = "virtio-net";
	n->dev.tx_headroom = sizeof(struct virtio_net_hdr);
	uk_virtio_ready(d);
	uk_netdev_register(&n->dev);
	return 0;
}

UK_VIRTIO_DRIVER(virtio_net_driver) = {
	.name = "virtio-net",
	.id = UK_VIRTIO_ID_NET,
	.probe = probe,
};

UK_NEED(uk_anchor_virtio);
UK_ANCHOR(virtio_net);
