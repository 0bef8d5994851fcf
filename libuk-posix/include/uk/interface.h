/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is known of network interfaces below their addresses; for those that show it (libuk-fs:
 * /sys/class/net). The function is libuk-net's: others look at it as weak.
 */
#ifndef UK_INTERFACE_H
#define UK_INTERFACE_H

#include <stdbool.h>
#include <stdint.h>

#define UK_INTERFACE_ETHERNET 1 /* types: Linux's ARPHRD_… */
#define UK_INTERFACE_LOOPBACK 772

struct uk_interface {
	char name[16];
	unsigned index; /* from 1 */
	unsigned flags; /* IFF_…, <net/if.h> */
	unsigned type;	/* UK_INTERFACE_… */
	unsigned mtu;
	unsigned char mac[6]; /* zeros: none */
	bool carrier;
	/* Since the image started; zeros where the interface has no device of the pool. */
	uint64_t rx_bytes, rx_packets, rx_errors, rx_dropped;
	uint64_t tx_bytes, tx_packets, tx_errors;
};

/* The @n-th interface, from 0. 0 or -ENOENT. May ask the host; does not block. */
int uk_interface(unsigned n, struct uk_interface *out);

#endif
