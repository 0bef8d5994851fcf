/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The header before each packet, virtio 1.0 section 5.1.6, and its
 * translation to and from a netbuf's flags.
 */
#ifndef NET_HDR_H
#define NET_HDR_H

#include <stdint.h>
#include <uk/netbuf.h>

#define VIRTIO_NET_HDR_NEEDS_CSUM 1u
#define VIRTIO_NET_HDR_DATA_VALID 2u

struct virtio_net_hdr {
	uint8_t flags;
	uint8_t gso_type;
	uint16_t hdr_len;
	uint16_t gso_size;
	uint16_t csum_start;
	uint16_t csum_offset;
	uint16_t num_buffers;
};

static inline uint16_t virtio_net_rx_flags(const struct virtio_net_hdr *h)
{
	if (h->flags & VIRTIO_NET_HDR_NEEDS_CSUM)
		return UK_NETBUF_CSUM_PART;
	return h->flags & VIRTIO_NET_HDR_DATA_VALID ? UK_NETBUF_CSUM_OK : 0;
}

static inline void virtio_net_tx_header(struct virtio_net_hdr *h, const struct uk_netbuf *b)
{
	*h = (struct virtio_net_hdr){ 0 };
	if (b->flags & UK_NETBUF_CSUM_PART) {
		h->flags = VIRTIO_NET_HDR_NEEDS_CSUM;
		h->csum_start = b->csum_start;
		h->csum_offset = b->csum_offset;
	}
}

#endif
