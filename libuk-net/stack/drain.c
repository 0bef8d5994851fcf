/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of the program: what it wrote must still arrive, as it does when a
 * process ends and its kernel lives on. Connections that are open are closed
 * (FIN), then the image waits until peers have acknowledged everything and
 * the device has sent the last frame; a peer that is gone delays the exit by DRAIN_MS at most.
 */
#include <uk/init.h>
#include <uk/thread.h>

#include "lwip/priv/tcp_priv.h"
#include "stack.h"

#define DRAIN_MS 2000
#define LOOK_MS	 1

static void close_open_connections(void)
{
	for (struct tcp_pcb *pcb = tcp_active_pcbs; pcb; pcb = pcb->next)
		if (pcb->state == ESTABLISHED || pcb->state == CLOSE_WAIT)
			tcp_shutdown(pcb, 0, 1);
}

static bool data_under_way(void)
{
	for (const struct tcp_pcb *pcb = tcp_active_pcbs; pcb; pcb = pcb->next)
		if (pcb->unsent || pcb->unacked)
			return true;
	return net.dev && net.dev->ops->tx_pending && net.dev->ops->tx_pending(net.dev);
}

void uk_net_drain(void); /* named so that start.c can bring this in */
void uk_net_drain(void)
{
	uint64_t until = uk_clock_ns() + DRAIN_MS * UINT64_C(1000000);
	bool more;

	if (!net.running)
		return;
	net_enter();
	close_open_connections();
	net_leave();
	do {
		net_enter();
		more = data_under_way();
		net_leave();
		if (more)
			uk_thread_sleep_until(uk_clock_ns() + LOOK_MS * UINT64_C(1000000));
	} while (more && uk_clock_ns() < until);
}
UK_TERM(UK_LEVEL_NET, uk_net_drain);
