/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The list of network devices, in the order drivers registered them.
 */
#include <uk/anchor.h>
#include <uk/init.h>
#include <uk/netdev.h>

UK_ANCHOR(netdev);

static struct uk_netdev *first;

void uk_netdev_register(struct uk_netdev *d)
{
	struct uk_netdev **p = &first;

	while (*p)
		p = &(*p)->next;
	d->next = NULL;
	d->event = false;
	uk_waitq_init(&d->rx_wait);
	*p = d;
}

struct uk_netdev *uk_netdev_first(void)
{
	uk_devices_find();
	return first;
}
