/* SPDX-License-Identifier: BSD-3-Clause */
/* uk/interface.h: what a backend says of an interface, and what its device has counted. */
#include <net/if.h>
#include <string.h>

#include <uk/interface.h>
#include <uk/net.h>
#include <uk/netdev.h>

int uk_interface(unsigned n, struct uk_interface *out)
{
	const struct uk_netdev *d;
	struct uk_net_if i;
	int r = uk_net_backend->interface(n, &i);

	if (r < 0)
		return r;
	*out = (struct uk_interface){
		.index = i.index,
		.flags = i.flags,
		.type = i.type,
		.mtu = i.mtu,
		.carrier = i.flags & IFF_RUNNING,
	};
	if (!i.type)
		out->type =
			i.flags & IFF_LOOPBACK ? UK_INTERFACE_LOOPBACK : UK_INTERFACE_ETHERNET;
	memcpy(out->name, i.name, sizeof(out->name));
	memcpy(out->mac, i.mac, sizeof(out->mac));
	d = i.dev;
	if (!d)
		return 0;
	memcpy(out->mac, d->mac, sizeof(out->mac));
	out->carrier = d->link_up;
	out->rx_bytes = d->rx_bytes;
	out->rx_packets = d->rx_packets;
	out->rx_errors = d->rx_errors;
	out->rx_dropped = d->rx_dropped;
	out->tx_bytes = d->tx_bytes;
	out->tx_packets = d->tx_packets;
	out->tx_errors = d->tx_errors;
	return 0;
}
