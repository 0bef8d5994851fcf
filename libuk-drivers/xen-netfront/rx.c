/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Receiving: frames are copied out of buffers of a page, those in several pieces into a chain
 * (netif.h, "Guest receive"). An answer is in the slot of the request that it answers, which is
 * how the buffer is known even where the slot tells something else; it is copied before it is
 * looked at. What a frame may hold is bounded: the pieces that come after that are dropped with
 * it, for as long as they come.
 */
#include <string.h>
#include <uk/vm.h>
#include "netfront.h"

#define ETHER_MIN 14
/* Looks at a ring in which there is never a frame, before others have their turn. */
#define ROUNDS 8

static void post(struct netfront *n, unsigned id)
{
	unsigned slot = n->rx_req++ % NETIF_RING_SIZE;
	struct netif_rx_request *r = &n->rx->slot[slot].req;

	r->id = id;
	r->gref = n->rx_page[id].ref;
	n->rx_id[slot] = id;
}

void netfront_rx_init(struct netfront *n)
{
	for (unsigned id = 0; id < n->rx_n; id++)
		post(n, id);
}

void netfront_rx_publish(struct netfront *n)
{
	netfront_push(n, &n->rx->s, n->rx_req);
}

/* What there is of a frame is not wanted. */
static void drop(struct netfront_frame *f, uint64_t *counter)
{
	++*counter;
	uk_netbuf_free(f->head);
	f->head = f->tail = NULL;
	f->bad = true;
}

/* To the end of a frame; false: no memory. */
static bool append(struct netfront_frame *f, const uint8_t *p, size_t len)
{
	f->len += len;
	while (len) {
		struct uk_netbuf *b = f->tail;
		size_t space = b ? b->buf + b->size - (b->data + b->len) : 0;

		if (!space) {
			b = uk_netbuf_alloc();
			if (!b)
				return false;
			if (f->tail)
				f->tail->next = b;
			else
				f->head = b;
			f->tail = b;
			continue;
		}
		space = UK_MIN(space, len);
		memcpy(b->data + b->len, p, space);
		b->len += space;
		p += space;
		len -= space;
	}
	return true;
}

static void piece(struct netfront *n, unsigned id, struct netif_rx_response r)
{
	struct netfront_frame *f = &n->in;
	bool first = !f->more;

	if (r.id != id) {
		netfront_give_up(n, "the backend answers with another buffer than the slot's");
		return;
	}
	if ((r.flags & NETRXF_extra_info) && !(first && n->rx_sg)) {
		netfront_give_up(n, "the backend uses what it was not offered");
		return;
	}
	if (first)
		*f = (struct netfront_frame){ .extra = r.flags & NETRXF_extra_info };
	f->more = r.flags & NETRXF_more_data;
	if (f->bad)
		return;
	/* One more than any must be able to take, for a header on its own. */
	if (++f->pieces > (n->rx_sg ? XEN_NETIF_NR_SLOTS_MIN + 1 : 1) || r.status <= 0 ||
	    r.offset + r.status > (int)UK_PAGE_SIZE ||
	    f->len + r.status > XEN_NETIF_MAX_TX_SIZE) {
		drop(f, &n->dev.rx_errors);
		return;
	}
	if (!append(f, n->rx_page[id].p + r.offset, r.status)) {
		drop(f, &n->dev.rx_dropped);
		return;
	}
	if (first)
		f->head->flags = r.flags & NETRXF_csum_blank	   ? UK_NETBUF_CSUM_PART
				 : r.flags & NETRXF_data_validated ? UK_NETBUF_CSUM_OK
								   : 0;
}

/* Segments' size, of a frame that the backend's stack did not cut. */
static void extra(struct netfront *n, struct netif_extra_info e)
{
	n->in.extra = false;
	if (e.type != XEN_NETIF_EXTRA_TYPE_GSO || (e.flags & XEN_NETIF_EXTRA_FLAG_MORE) ||
	    (e.gso_type != XEN_NETIF_GSO_TYPE_TCPV4 && e.gso_type != XEN_NETIF_GSO_TYPE_TCPV6))
		netfront_give_up(n, "the backend uses what it was not offered");
	else if (n->in.head)
		n->in.head->gso_size = e.gso_size;
}

/* One slot: the frame that it completes, or NULL. */
static struct uk_netbuf *take(struct netfront *n)
{
	struct netfront_frame *f = &n->in;
	unsigned slot = n->rx_rsp++ % NETIF_RING_SIZE, id = n->rx_id[slot];
	__typeof__(n->rx->slot[0]) s = n->rx->slot[slot];
	struct uk_netbuf *b;

	__atomic_signal_fence(__ATOMIC_SEQ_CST); /* read once */
	if (f->extra)
		extra(n, s.extra);
	else
		piece(n, id, s.rsp);
	if (n->broken)
		return NULL;
	post(n, id);
	if (f->more || f->extra)
		return NULL;
	if (!f->bad && f->len < ETHER_MIN)
		drop(f, &n->dev.rx_errors);
	b = f->head;
	f->head = f->tail = NULL;
	return b;
}

static size_t receive(struct netfront *n, struct uk_netbuf **pkts, size_t max)
{
	unsigned rounds = ROUNDS;
	size_t got = 0;

	do {
		uint32_t there = netfront_answers(n, &n->rx->s, n->rx_rsp, n->rx_n);

		if (!rounds--) {
			uk_netdev_event(&n->dev); /* it is to be asked again */
			break;
		}
		for (; there && got < max && !n->broken; there--) {
			struct uk_netbuf *b = take(n);

			if (b)
				pkts[got++] = b;
		}
		netfront_rx_publish(n);
	} while (got < max && !n->broken && netfront_arm(n, &n->rx->s, n->rx_rsp, n->rx_n));
	return got;
}

size_t netfront_rx_burst(struct uk_netdev *d, struct uk_netbuf **pkts, size_t max)
{
	struct netfront *n = netfront_of(d);
	size_t got = n->broken ? 0 : receive(n, pkts, max);

	d->rx_packets += got;
	if (n->broken && n->in.head)
		drop(&n->in, &d->rx_errors);
	return got;
}
