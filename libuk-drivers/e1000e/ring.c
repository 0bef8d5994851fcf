/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Receive and transmit: the descriptor rings (7.1 and 7.2; 3.2 and 3.3 of the 8254x manual).
 *
 * What the device writes back is read once and believed only as far as a length and a
 * few flags go: which buffer a descriptor stands for is known here, and only descriptors in the
 * device's hands are looked at. Buffers are netbufs, both ways, and nothing is copied. The
 * device hears of a burst by one write of the tail.
 *
 * An interrupt turns itself off (MSI-X) or its handler does; rx_burst turns it on again
 * when it finds the ring empty. A packet that came in between has left its cause in ICR,
 * so that the interrupt is raised at once: none is lost, by edge or by level.
 */
#include <errno.h>
#include <string.h>
#include <uk/console.h>
#include <uk/cpu.h>
#include <uk/heap.h>
#include <uk/page.h>
#include <uk/param.h>
#include "e1000e.h"

/* A packet in more pieces than this is not accepted for sending. */
#define TX_PIECES_MAX 20
#define FRAME_MIN     17   /* less may not be given to the padding unit: TCTL.PSP */
#define HEADER	      14   /* Ethernet's */
#define FRAME_MAX     1518 /* a VLAN tag included, the CRC not */
#define RX_OFFSET     2	   /* puts the IP header at a multiple of four */
#define RX_MIN	      16
#define TX_MIN	      32 /* any packet with its context fits an empty ring */
#define SECOND	      UINT64_C(1000000000)

_Static_assert(UK_NETBUF_SIZE - sizeof(struct uk_netbuf) >= RX_OFFSET + 1522,
	       "the longest frame must fit a netbuf");

static unsigned long rx_entries, tx_entries = 256;
static bool offload = true;
UK_PARAM_UINT(e1000e, rx, rx_entries, "receive buffers; 0: by the size of memory");
UK_PARAM_UINT(e1000e, tx, tx_entries, "transmit ring entries");
UK_PARAM_BOOL(e1000e, offload, offload, "checksums by the device");

static struct e1000e *from_dev(struct uk_netdev *d)
{
	return uk_container_of(d, struct e1000e, dev);
}

static unsigned index_of(const struct e1000e_ring *r, unsigned n)
{
	n += r->first;
	return n < r->size ? n : n - r->size;
}

static unsigned free_entries(const struct e1000e_ring *r)
{
	return r->size - 1 - r->count;
}

/* Give the device what was put behind its last descriptor. */
static void doorbell(struct e1000e *n, struct e1000e_ring *r, unsigned reg)
{
	unsigned tail = index_of(r, r->count);

	if (tail == r->tail || n->gone)
		return;
	r->tail = tail;
	uk_wmb(); /* descriptors before the tail that covers them */
	e1000e_write(n, reg, tail);
}

/* -- receive -- */

/* Fill the ring as far as memory goes. */
static void refill(struct e1000e *n)
{
	struct e1000e_ring *r = &n->rx;
	struct uk_netbuf *b;

	while (free_entries(r) && (b = uk_netbuf_alloc()) != NULL) {
		unsigned i = index_of(r, r->count);

		b->data = b->buf + RX_OFFSET;
		r->buf[i] = b;
		r->desc[i].addr = uk_dma_addr(b->data);
		r->desc[i].info = 0;
		r->count++;
	}
	doorbell(n, r, RDT);
}

/* A lie is counted each time, and told once. */
static void lied(struct e1000e *n, const char *what, unsigned value)
{
	if (!n->told)
		uk_log("e1000e: the device claims %s %u; such frames are dropped", what, value);
	n->told = true;
}

/* Is what was written back a whole and good frame? */
static bool acceptable(struct e1000e *n, uint64_t info)
{
	unsigned len = info & RXD_LENGTH;

	if (!(info & RXD_EOP) || n->skipping) {
		/* No frame needs two buffers: the rest of this one is dropped as well. */
		if (!n->skipping)
			lied(n, "a frame that goes on after bytes", len);
		n->skipping = !(info & RXD_EOP);
		return false;
	}
	if (info & (RXD_CE | RXD_SE | RXD_SEQ | RXD_RXE))
		return false;
	if (len < HEADER || len > FRAME_MAX) {
		lied(n, "a frame of bytes", len);
		return false;
	}
	return true;
}

/* The checksum was looked at, and is right: 7.1.10, 3.2.9. */
static uint16_t checksum_flags(uint64_t info)
{
	if (info & (RXD_IXSM | RXD_TCPE | RXD_IPE))
		return 0;
	return offload && (info & (RXD_TCPCS | RXD_UDPCS)) ? UK_NETBUF_CSUM_OK : 0;
}

/* One received packet, or NULL; *bad: one came that is not fit to use. */
static struct uk_netbuf *receive(struct e1000e *n, bool *bad)
{
	struct e1000e_ring *r = &n->rx;
	struct uk_netbuf *b;
	uint64_t info;

	*bad = false;
	if (!r->count)
		return NULL;
	info = *(volatile uint64_t *)&r->desc[r->first].info;
	if (!(info & RXD_DD))
		return NULL;
	uk_rmb(); /* the frame after the bit that says it is there */
	b = r->buf[r->first];
	r->buf[r->first] = NULL;
	r->first = index_of(r, 1);
	r->count--;
	if (uk_unlikely(!acceptable(n, info))) {
		*bad = true;
		n->dev.rx_errors++;
		uk_netbuf_free(b);
		return NULL;
	}
	b->len = info & RXD_LENGTH;
	b->flags = checksum_flags(info);
	return b;
}

static size_t rx_burst(struct uk_netdev *d, struct uk_netbuf **pkts, size_t max)
{
	struct e1000e *n = from_dev(d);
	size_t got = 0;
	bool bad;

	while (got < max) {
		struct uk_netbuf *b = receive(n, &bad);

		if (b)
			pkts[got++] = b;
		else if (!bad)
			break;
	}
	/* In batches: a refill costs a doorbell. */
	if (free_entries(&n->rx) >= n->rx.size / 4 || got < max)
		refill(n);
	if (got < max && !n->armed && !n->gone) {
		n->armed = true;
		/* 10.2.4.5, 13.4.20: raised at once if the cause is there already. */
		e1000e_write(n, IMS, n->int_rx | n->int_link);
	}
	d->rx_packets += got;
	return got;
}

/* -- transmit -- */

/* Take back a packet that was sent; false: there is none. */
static bool reclaim_one(struct e1000e *n)
{
	struct e1000e_ring *r = &n->tx;
	unsigned k = 0, i;

	/* Its last descriptor is the one that has a netbuf, and is written back. */
	do {
		if (k == r->count)
			return false;
		i = index_of(r, k++);
	} while (!r->buf[i]);
	if (!n->gone && !(*(volatile uint64_t *)&r->desc[i].info & TXD_DD))
		return false;
	uk_netbuf_free(r->buf[i]);
	r->buf[i] = NULL;
	r->first = index_of(r, k);
	r->count -= k;
	n->tx_frames--;
	return true;
}

static void reclaim(struct e1000e *n)
{
	while (reclaim_one(n))
		;
}

/* Pieces of @b that have bytes, or 0 if it cannot be sent. */
static unsigned sendable(const struct uk_netbuf *b)
{
	unsigned pieces = 0, len = 0;

	for (const struct uk_netbuf *p = b; p; p = p->next) {
		len += p->len;
		if (len > FRAME_MAX || (p->len && ++pieces > TX_PIECES_MAX))
			return 0;
	}
	if (len < FRAME_MIN)
		return 0;
	if ((b->flags & UK_NETBUF_CSUM_PART) &&
	    (b->csum_start > 255 || b->csum_offset > 255u - b->csum_start ||
	     b->csum_start + b->csum_offset + 2u > len))
		return 0;
	return pieces;
}

/* What tells the device where to sum and where to put it: 7.2.9, 3.3.6. */
static uint64_t context_of(const struct uk_netbuf *b)
{
	unsigned start = b->csum_start;

	/* The IP fields are not used (no IXSM), but have to make sense. */
	return TXC_IPCSS(HEADER) | TXC_IPCSO(HEADER + 10) | TXC_IPCSE(start - 1) |
	       TXC_TUCSS(start) | TXC_TUCSO(start + b->csum_offset) | TXC_TUCSE(0);
}

static void put(struct e1000e_ring *r, uint64_t addr, uint64_t info)
{
	unsigned i = index_of(r, r->count++);

	r->desc[i].addr = addr;
	r->desc[i].info = info;
}

/* 0, -ENOSPC (ring full), or -EINVAL (not sendable). */
static int send_one(struct e1000e *n, struct uk_netbuf *b)
{
	struct e1000e_ring *r = &n->tx;
	unsigned pieces = sendable(b);
	uint64_t first = 0, context = 0, flags;

	if (!pieces)
		return -EINVAL;
	if (b->flags & UK_NETBUF_CSUM_PART) {
		context = context_of(b);
		first = TXD_TXSM;
	}
	if (free_entries(r) < pieces + 1)
		return -ENOSPC;
	/* It is kept by the device until there is another one: 3.5. */
	if (context && context != n->tx_context) {
		put(r, context, TXD_DEXT | TXC_TCP);
		n->tx_context = context;
	}
	for (const struct uk_netbuf *p = b; p; p = p->next) {
		if (!p->len)
			continue;
		flags = TXD_DATA | TXD_DEXT | TXD_IFCS | first | p->len;
		if (--pieces == 0) {
			flags |= TXD_EOP | TXD_RS;
			r->buf[index_of(r, r->count)] = b;
		}
		put(r, uk_dma_addr(p->data), flags);
		first = 0; /* options count in the first one: 3.3.7 */
	}
	n->tx_frames++;
	return 0;
}

/* Nobody will send these any more. */
static size_t drop_all(struct e1000e *n, struct uk_netbuf **pkts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		uk_netbuf_free(pkts[i]);
	n->dev.tx_errors += count;
	return count;
}

/* For when nobody is in a hurry: tx_burst(0) comes with the stack's timers. */
static void count_at_times(struct e1000e *n)
{
	uint64_t now = uk_clock_ns();

	if (now < n->stats_due)
		return;
	n->stats_due = now + SECOND;
	e1000e_count(n);
}

static size_t tx_burst(struct uk_netdev *d, struct uk_netbuf **pkts, size_t count)
{
	struct e1000e *n = from_dev(d);
	size_t i, sent = 0;
	int r;

	if (count == 0)
		count_at_times(n);
	reclaim(n);
	if (uk_unlikely(n->gone))
		return drop_all(n, pkts, count);
	for (i = 0; i < count; i++) {
		r = send_one(n, pkts[i]);
		if (r == -ENOSPC) {
			/* What was given may already be sent; else have the device call. */
			doorbell(n, &n->tx, TDT);
			reclaim(n);
			r = send_one(n, pkts[i]);
		}
		if (r == -ENOSPC) {
			n->tx_short = true;
			e1000e_write(n, IMS, n->int_tx);
			break;
		}
		if (r) {
			d->tx_errors++;
			uk_netbuf_free(pkts[i]);
		} else {
			sent++;
		}
	}
	doorbell(n, &n->tx, TDT);
	d->tx_packets += sent;
	return i;
}

static size_t tx_pending(struct uk_netdev *d)
{
	struct e1000e *n = from_dev(d);

	reclaim(n);
	/* Without a link frames wait for ever: that must not delay power-off. */
	return n->dev.link_up ? n->tx_frames : 0;
}

/* -- interrupts -- */

void e1000e_queue_irq(void *arg)
{
	struct e1000e *n = arg;

	/* The message has cleared its causes and turned them off: EIAC, IAM. */
	n->armed = n->tx_short = false;
	uk_netdev_event(&n->dev);
}

void e1000e_link_irq(void *arg)
{
	struct e1000e *n = arg;

	/* 10.2.4.1: write 1 to clear; OTHER comes back as long as one of its causes is there.
	 */
	e1000e_write(n, ICR, ~(n->int_rx | n->int_tx));
	e1000e_link(n);
	if (n->gone)
		uk_netdev_event(&n->dev);
}

void e1000e_any_irq(void *arg)
{
	struct e1000e *n = arg;
	uint32_t causes;

	/*
	 * In this order: with all causes masked a read of ICR clears it whatever its state
	 * (10.2.4.1), and the line falls, so that the next cause is an edge again.
	 * The line may be another device's: arming once more does no harm.
	 */
	e1000e_write(n, IMC, INT_ALL);
	causes = e1000e_read(n, ICR);
	if (causes == INT_ALL)
		e1000e_gone(n);
	else if (causes & n->int_link)
		e1000e_link(n);
	n->armed = n->tx_short = false;
	uk_netdev_event(&n->dev);
}

/* -- set-up -- */

static size_t ring_pages(const struct e1000e_ring *r)
{
	return UK_ALIGN_UP(r->size * sizeof(*r->desc), UK_PAGE_SIZE) / UK_PAGE_SIZE;
}

static void ring_free(struct e1000e_ring *r)
{
	if (r->desc)
		uk_page_free(r->desc, ring_pages(r));
	if (r->buf)
		uk_free(r->buf);
	*r = (struct e1000e_ring){ 0 };
}

/* The netbufs' table is not in the pages that the device writes. */
static int ring_new(struct e1000e *n, struct e1000e_ring *r, unsigned long entries,
		    unsigned long least)
{
	unsigned long size =
		UK_MIN(UK_MAX(entries, least), (unsigned long)n->model->entries_max);

	/* RDLEN and TDLEN count in units of eight descriptors. */
	*r = (struct e1000e_ring){ .size = UK_ALIGN_DOWN(size, 8ul) };
	r->desc = uk_page_alloc(ring_pages(r));
	r->buf = uk_zalloc(r->size * sizeof(*r->buf));
	if (!r->desc || !r->buf)
		return -ENOMEM;
	memset(r->desc, 0, r->size * sizeof(*r->desc));
	return 0;
}

/* Receive buffers take about a sixteenth of memory, between 16 and 256 of them. */
static unsigned rx_default(void)
{
	struct uk_page_stats s;
	size_t k;

	uk_page_stats(&s);
	k = s.total * UK_PAGE_SIZE / 16 / UK_NETBUF_SIZE;
	return k < 16 ? 16 : k > 256 ? 256 : k;
}

static int start(struct uk_netdev *d)
{
	struct e1000e *n = from_dev(d);
	int r;

	r = ring_new(n, &n->rx, rx_entries ? rx_entries : rx_default(), RX_MIN);
	if (r == 0)
		r = ring_new(n, &n->tx, tx_entries, TX_MIN);
	if (r)
		goto fail;
	if (offload)
		d->features |= UK_NETDEV_TX_CSUM | UK_NETDEV_RX_CSUM;
	e1000e_configure(n);
	e1000e_transmitter_on(n);
	e1000e_receiver_on(n);
	refill(n);
	if (n->rx.count == 0) {
		e1000e_write(n, RCTL, 0);
		e1000e_write(n, TCTL, TCTL_PSP);
		r = -ENOMEM;
		goto fail;
	}
	e1000e_link(n);
	n->armed = true;
	e1000e_write(n, IMS, n->int_rx | n->int_link);
	return 0;
fail:
	ring_free(&n->rx);
	ring_free(&n->tx);
	return r;
}

const struct uk_netdev_ops e1000e_ops = {
	.start = start,
	.rx_burst = rx_burst,
	.tx_burst = tx_burst,
	.tx_pending = tx_pending,
};
