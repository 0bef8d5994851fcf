/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Inside the driver:
 *
 *	setup.c  probe: what both ends say in the store, memory, grants, interrupts
 *	ring.c   the netdev operations: the two rings
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

/* A page that the backend may reach. */
struct netfront_page {
	uint8_t *p;
	int ref; /* 0: not granted */
};

struct netfront {
	struct uk_netdev dev;
	struct uk_xenbus_dev *bus;
	int port;
	bool broken;   /* the backend's indices make no sense, or it is gone */
	bool tx_short; /* the user was told that the ring is full */

	struct netfront_page tx_ring, rx_ring;
	struct netif_tx_sring *tx;
	struct netif_rx_sring *rx;
	unsigned tx_n, rx_n; /* buffers */
	struct netfront_page tx_page[TX_MAX / 2], rx_page[RX_MAX];

	/* sending: our own indices, which buffers are free, which are the backend's */
	uint32_t tx_req, tx_rsp;
	uint16_t tx_free[TX_MAX];
	unsigned tx_nfree;
	bool tx_busy[TX_MAX];
	/* receiving */
	uint32_t rx_req, rx_rsp;
	bool rx_posted[RX_MAX];
	bool rx_more; /* inside a frame in several pieces, which is dropped */
};

/* ring.c */
extern const struct uk_netdev_ops netfront_ops;
/* All buffers ours, all receive buffers posted but not published. */
void netfront_rings_init(struct netfront *n);
/* Interrupt handler of the scheduler. */
void netfront_event(void *arg);

#endif
