/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The raw packet interface: network devices as drivers register them and
 * protocol stacks (or packet programs) use them. Ethernet frames, in bursts.
 *
 *	driver ── uk_netdev_register ──> list <── uk_netdev_first / next ── libuk-net
 *
 * One user per device. All functions in thread context; rx and tx do not block.
 */
#ifndef UK_NETDEV_H
#define UK_NETDEV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uk/netbuf.h>
#include <uk/wait.h>

/* features a device offers */
#define UK_NETDEV_TX_CSUM 0x1 /* fills in transport checksums (UK_NETBUF_CSUM_PART) */
#define UK_NETDEV_RX_CSUM 0x2 /* sets UK_NETBUF_CSUM_OK */

struct uk_netdev;

struct uk_netdev_ops {
	/* Start with interrupts on. 0 or -errno. */
	int (*start)(struct uk_netdev *d);
	/*
	 * Up to @n received packets, each a netbuf chain now owned by the caller. Refills the
	 * receive ring itself. Returns the number. Fewer than @n: the ring is empty and the
	 * device's interrupt is armed, so that dev->rx_wait is woken for the next packet.
	 */
	size_t (*rx_burst)(struct uk_netdev *d, struct uk_netbuf **pkts, size_t n);
	/*
	 * Send up to @n packets with one doorbell; returns how many the driver took
	 * over (it frees them when sent). The rest stays the caller's; when there is room again
	 * and that was reported short, dev->rx_wait is woken too. First gives back what the
	 * device has sent (uk_netbuf.free); @n may be 0 for just that: a stack asks so before
	 * it looks whether a segment it wants to send again is still queued.
	 */
	size_t (*tx_burst)(struct uk_netdev *d, struct uk_netbuf **pkts, size_t n);
	/* How many frames were handed over and not yet sent; asked before power-off. NULL: sent
	 * at once. */
	size_t (*tx_pending)(struct uk_netdev *d);
};

struct uk_netdev {
	struct uk_netdev *next;
	const struct uk_netdev_ops *ops;
	const char *name; /* driver's: "virtio-net" */
	uint8_t mac[6];
	uint16_t mtu;	      /* payload bytes, 1500 typically */
	uint16_t tx_headroom; /* bytes the driver wants before data in what it sends (<=
				 UK_NETBUF_HEADROOM) */
	uint32_t features;
	bool link_up;
	/*
	 * The driver's interrupt handler calls uk_netdev_event(d): that wakes rx_wait.
	 */
	struct uk_waitq rx_wait;
	volatile bool event;	     /* something happened since the user last cleared it */
	uint64_t rx_bytes, tx_bytes; /* of whole frames: counted by the device's user */
	/* counters, kept by drivers */
	uint64_t rx_packets, tx_packets, rx_dropped, rx_errors, tx_errors;
};

/* @d lives for ever. Initialiser or probe. */
void uk_netdev_register(struct uk_netdev *d);
struct uk_netdev *uk_netdev_first(void); /* NULL: none; others through ->next */
static inline void uk_netdev_event(struct uk_netdev *d)
{
	d->event = true;
	uk_waitq_wake(&d->rx_wait, UK_WAKE_ALL);
}

#endif
