/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What both rings have. Indices that make no sense end the device, since after that nothing
 * the backend says can be told apart.
 */
#include <uk/console.h>
#include <uk/cpu.h>
#include <uk/xen.h>
#include "netfront.h"

void netfront_give_up(struct netfront *n, const char *why)
{
	if (!n->broken)
		uk_log("xen-netfront: %s: given up", why);
	n->broken = true;
	n->dev.link_up = false;
}

void netfront_push(struct netfront *n, struct netif_sring *s, uint32_t prod)
{
	uint32_t old = s->req_prod;

	if (prod == old)
		return;
	__atomic_store_n(&s->req_prod, prod, __ATOMIC_RELEASE);
	uk_mb();
	if (prod - __atomic_load_n(&s->req_event, __ATOMIC_RELAXED) < prod - old)
		uk_xen_notify(n->port);
}

uint32_t netfront_answers(struct netfront *n, const struct netif_sring *s, uint32_t rsp,
			  uint32_t most)
{
	uint32_t there = __atomic_load_n(&s->rsp_prod, __ATOMIC_ACQUIRE) - rsp;

	if (there > most) {
		netfront_give_up(n, "the backend has answered what it was not asked");
		return 0;
	}
	return there;
}

bool netfront_arm(struct netfront *n, struct netif_sring *s, uint32_t rsp, uint32_t most)
{
	__atomic_store_n(&s->rsp_event, rsp + 1, __ATOMIC_RELAXED);
	uk_mb();
	return netfront_answers(n, s, rsp, most) != 0;
}

void netfront_event(void *arg)
{
	struct netfront *n = arg;

	uk_netdev_event(&n->dev);
}

void netfront_rings_init(struct netfront *n)
{
	n->tx->s.req_event = n->tx->s.rsp_event = 1;
	n->rx->s.req_event = n->rx->s.rsp_event = 1;
	netfront_tx_init(n);
	netfront_rx_init(n);
}

static int start(struct uk_netdev *d)
{
	netfront_rx_publish(netfront_of(d));
	return 0;
}

const struct uk_netdev_ops netfront_ops = {
	.start = start,
	.rx_burst = netfront_rx_burst,
	.tx_burst = netfront_tx_burst,
	.tx_pending = netfront_tx_pending,
};
