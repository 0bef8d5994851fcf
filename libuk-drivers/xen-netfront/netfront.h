/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Inside the driver:
 *
 *	setup.c  probe: what both ends say in the store, memory, grants, interrupts
 *	ring.c   what both rings have: indices, calls
 *	rx.c     receiving
 *	tx.c     sending
 *
 * The backend reaches the ring pages and pages that belong to this driver, and no other memory:
 * frames are copied into them and out of them. They are granted once, at the start.
 */
#ifndef NETFRONT_H
#define NETFRONT_H

#include <stdbool.h>
#include <uk/netdev.h>
#include <uk/xenbus.h>
#include "netif.h"

#define TX_SIZE 2048 /* of a buffer: two a page */
#define TX_MAX	NETIF_RING_SIZE
#define RX_MAX	NETIF_RING_SIZE
/* Fewer buffers than this would not hold the largest frame twice, and none in pieces is asked
 * for. */
#define RX_SG 40

/* A page that the backend may reach. */
struct netfront_page {
	uint8_t *p;
	int ref; /* 0: not granted */
};

/* A frame that comes in pieces: what there is of it, and what the next slot is to be. */
struct netfront_frame {
	struct uk_netbuf *head, *tail;
	unsigned len, pieces;
	bool more;  /* after this piece there is another */
	bool extra; /* before that, a slot that is none */
	bool bad;   /* it is dropped when it is whole */
};

struct netfront {
	struct uk_netdev dev;
	struct uk_xenbus_dev *bus;
	int port;
	bool broken; /* the backend's indices make no sense, or it is gone */
	bool rx_sg;  /* the backend may give frames in pieces, and those that are TCP's of 64 KB
		      */

	struct netfront_page tx_ring, rx_ring;
	struct netif_tx_sring *tx;
	struct netif_rx_sring *rx;
	unsigned tx_n, rx_n; /* buffers */
	unsigned tx_pieces;  /* that a frame may have */
	struct netfront_page tx_page[TX_MAX / 2], rx_page[RX_MAX];

	/* sending: our own indices, which buffers are free, which are the backend's */
	uint32_t tx_req, tx_rsp;
	uint16_t tx_free[TX_MAX];
	unsigned tx_nfree;
	bool tx_busy[TX_MAX];
	/* receiving */
	uint32_t rx_req, rx_rsp;
	uint16_t rx_id[NETIF_RING_SIZE]; /* the buffer that was posted in a slot */
	struct netfront_frame in;
};

/* ring.c */
/* All buffers ours, all receive buffers posted but not published. */
void netfront_rings_init(struct netfront *n);
/* Interrupt handler of the scheduler. */
void netfront_event(void *arg);
/* The other side makes no sense: no more of it. */
void netfront_give_up(struct netfront *n, const char *why);
/* Publish requests up to @prod, and call the backend if it wants that. */
void netfront_push(struct netfront *n, struct netif_sring *s, uint32_t prod);
/* How many answers there are from @rsp on; at most @most can be. */
uint32_t netfront_answers(struct netfront *n, const struct netif_sring *s, uint32_t rsp,
			  uint32_t most);
/* Ask to be called for the next answer; is there one already? */
bool netfront_arm(struct netfront *n, struct netif_sring *s, uint32_t rsp, uint32_t most);
static inline struct netfront *netfront_of(struct uk_netdev *d)
{
	return uk_container_of(d, struct netfront, dev);
}

/* rx.c, tx.c: operations of the device; all buffers posted, or free */
void netfront_rx_init(struct netfront *n);
void netfront_rx_publish(struct netfront *n);
size_t netfront_rx_burst(struct uk_netdev *d, struct uk_netbuf **pkts, size_t max);
void netfront_tx_init(struct netfront *n);
size_t netfront_tx_burst(struct uk_netdev *d, struct uk_netbuf **pkts, size_t count);
size_t netfront_tx_pending(struct uk_netdev *d);
extern const struct uk_netdev_ops netfront_ops;

#endif
