/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Packet buffers between drivers and whoever speaks a protocol.
 *
 *	+--------+----------------+----------------------+---------+
 *	| netbuf |   headroom     |  data ... len        |         |
 *	+--------+----------------+----------------------+---------+
 *	         ^ buf            ^ data                           ^ buf + size
 *
 * One contiguous, DMA-able piece; longer packets chain through `next` (LRO, TSO).
 * A buffer belongs to exactly one owner; handing it over hands over the duty to free it.
 */
#ifndef UK_NETBUF_H
#define UK_NETBUF_H

#include <stddef.h>
#include <stdint.h>

#define UK_NETBUF_SIZE	   2048 /* of a pool buffer, header included: two a page */
#define UK_NETBUF_HEADROOM 64	/* before data, for a driver's header */

/* flags on receive */
#define UK_NETBUF_CSUM_OK 0x1 /* transport checksum verified by the device */
#define UK_NETBUF_CSUM_PART                                                                    \
	0x2 /* receive: partial, from a local peer: data is sound; transmit: device is to fill \
	       it in */

struct uk_netbuf {
	struct uk_netbuf *next;		   /* rest of this packet */
	struct uk_netbuf *link;		   /* free for the owner: a list of packets */
	void (*free)(struct uk_netbuf *b); /* gives this piece back to where it came from */
	uint8_t *data;
	uint8_t *buf;
	uint16_t len;  /* of this piece */
	uint16_t size; /* of buf */
	uint16_t flags;
	uint16_t csum_start;  /* CSUM_PART: offset from data */
	uint16_t csum_offset; /* from csum_start */
	uint16_t gso_size;    /* 0: none */
	void *priv[6];	      /* the owner's: a protocol stack keeps its own header here */
};

/* From the pool (grows by pages on demand): data is at headroom, len 0. NULL when memory is
 * out. O(1). */
struct uk_netbuf *uk_netbuf_alloc(void);
/* Free the whole chain. */
void uk_netbuf_free(struct uk_netbuf *b);

#endif
