/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The core lock's way out, and waiting.
 */
#include <uk/crash.h>

#include "stack.h"

struct net net;

/* With this many frames waiting a doorbell is worth it in any case. */
#define FLUSH_AT 16

void net_kick(void)
{
	if (!net.kicked && net.wait) {
		net.kicked = true;
		uk_waitq_wake(net.wait, UK_WAKE_ALL);
	}
}

/* Frames to ourselves: each may be answered with more, which netif_poll takes too. */
void net_loopback(void)
{
	while (net.lo->loop_first || net.netif.loop_first) {
		if (net.lo->loop_first)
			netif_poll(net.lo);
		if (net.netif.loop_first)
			netif_poll(&net.netif);
	}
}

void net_leave_slow(void)
{
	net_loopback();
	if (net.ntx == 0)
		return;
	if (net.fresh && net.ntx < FLUSH_AT)
		net_kick(); /* at the latest when this thread blocks */
	else
		net_flush();
}

int net_wait(struct uk_waitq *q, uint64_t deadline_ns)
{
	if (net.lo->loop_first || net.netif.loop_first) {
		/* That may be what the caller waits for: let it look again. */
		net_leave_slow();
		return 0;
	}
	if (net.ntx)
		net_flush();
	return uk_waitq_wait_intr(q, deadline_ns);
}

void uk_net_assert_failed(void)
{
	uk_panic("assertion failed in the TCP/IP stack");
}
