/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The network thread: input, timers, output, sleep until there is more of one of them.
 */
#include <uk/thread.h>

#include "stack.h"
#include "timers.h"

static void run_timers(void)
{
	uint64_t now = uk_clock_ns();

	if (now < net_timers_due)
		return;
	if (net.dev) {
		/* Frames the device has sent must count as sent before TCP looks at them. */
		net.dev->ops->tx_burst(net.dev, NULL, 0);
		/* And a device whose interrupt got lost shall cost a moment, not the
		 * connection. */
		net_input_burst();
	}
	do
		net_timers_run(now);
	while (net_timers_due == 0);
}

static bool more_to_do(void)
{
	return net.kicked || (net.dev && net.dev->event);
}

/* One round under the core lock; true if the device has more input than a fair share. */
bool net_round(void)
{
	net.kicked = false;
	if (net.dev && net.dev->event)
		net_input_burst();
	run_timers();
	net_loopback();
	net_flush();
	return net.dev && net.dev->event;
}

void *net_thread(void *arg)
{
	(void)arg;
	net_enter();
	for (;;) {
		if (net_round()) {
			/* A burst that does not end: the application gets its turn. */
			uk_sched_unlock();
			uk_thread_yield();
			uk_sched_lock();
			continue;
		}
		while (!more_to_do() && net_timers_due != 0)
			if (uk_waitq_wait(net.wait, net_timers_due) < 0)
				break;
	}
	return NULL;
}
