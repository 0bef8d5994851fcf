/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The network interface protocol (public/io/netif.h, io/ring.h): a page for each direction with
 * indices that count for ever and a power of two of slots, in which an answer takes the place
 * of a request.
 */
#ifndef NETIF_H
#define NETIF_H

#include <stdint.h>

struct netif_tx_request {
	uint32_t gref;
	uint16_t offset, flags, id, size;
};
struct netif_tx_response {
	uint16_t id;
	int16_t status;
};
#define NETTXF_csum_blank     1 /* the backend is to fill the checksum in */
#define NETTXF_data_validated 2
#define NETTXF_more_data      4 /* the frame goes on in the next request; the first has its size */

struct netif_rx_request {
	uint16_t id, pad;
	uint32_t gref;
};
struct netif_rx_response {
	uint16_t id, offset, flags;
	int16_t status; /* length, or negative */
};
#define NETRXF_data_validated 1
#define NETRXF_csum_blank     2
#define NETRXF_more_data      4
#define NETRXF_extra_info     8

/* In the slot after an answer that announces it; it says nothing of a buffer. */
struct netif_extra_info {
	uint8_t type, flags;
	uint16_t gso_size; /* payload of each segment */
	uint8_t gso_type, pad;
	uint16_t gso_features;
};
#define XEN_NETIF_EXTRA_TYPE_GSO  1
#define XEN_NETIF_EXTRA_FLAG_MORE 1
#define XEN_NETIF_GSO_TYPE_TCPV4  1
#define XEN_NETIF_GSO_TYPE_TCPV6  2

#define NETIF_RSP_OKAY	       0
#define XEN_NETIF_NR_SLOTS_MIN 18     /* of a frame, that any other side takes */
#define XEN_NETIF_MAX_TX_SIZE  0xffff /* of a frame */

/* Indices of the page, and after whose index the other side wants to be called. */
struct netif_sring {
	uint32_t req_prod, req_event, rsp_prod, rsp_event;
	uint8_t pad[48];
};

#define NETIF_RING_SIZE 256 /* slots of either ring that fit into a page */

struct netif_tx_sring {
	struct netif_sring s;
	union {
		struct netif_tx_request req;
		struct netif_tx_response rsp;
	} slot[NETIF_RING_SIZE];
};
struct netif_rx_sring {
	struct netif_sring s;
	union {
		struct netif_rx_request req;
		struct netif_rx_response rsp;
		struct netif_extra_info extra;
	} slot[NETIF_RING_SIZE];
};

#endif
