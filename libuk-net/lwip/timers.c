/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * lwIP's periodic work. Each entry says when it has something to do, so that
 * an idle image sleeps: net_timers_next() is the exact next deadline.
 */
#include "lwip/timeouts.h"

#include <uk/plat.h>

#include "lwip/dhcp.h"
#include "lwip/etharp.h"
#include "lwip/igmp.h"
#include "lwip/ip4_frag.h"
#include "lwip/ip6_frag.h"
#include "lwip/mld6.h"
#include "lwip/nd6.h"
#include "lwip/netif.h"
#include "lwip/priv/tcp_priv.h"
#include "lwip/sys.h"

#include "timers.h"

#define MS UINT64_C(1000000)

static bool tcp_busy(void)
{
	return tcp_active_pcbs || tcp_tw_pcbs;
}

static bool have_device(void)
{
	return netif_default != NULL;
}

static bool dhcp_runs(void)
{
	return netif_default && netif_dhcp_data(netif_default);
}

static bool dhcp_asks(void)
{
	return dhcp_runs() && netif_dhcp_data(netif_default)->request_timeout > 0;
}

static bool igmp_reports(void)
{
	if (!netif_default)
		return false;
	for (struct igmp_group *g = netif_igmp_data(netif_default); g; g = g->next)
		if (g->timer)
			return true;
	return false;
}

static bool mld_reports(void)
{
	if (!netif_default)
		return false;
	for (struct mld_group *g = netif_mld6_data(netif_default); g; g = g->next)
		if (g->timer)
			return true;
	return false;
}

static struct cyclic {
	uint32_t interval_ms;
	void (*run)(void);
	bool (*needed)(void);
	uint64_t due; /* 0: not running */
} timers[] = {
	{ TCP_TMR_INTERVAL, tcp_tmr, tcp_busy, 0 },
	{ IP_TMR_INTERVAL, ip_reass_tmr, have_device, 0 },
	{ ARP_TMR_INTERVAL, etharp_tmr, have_device, 0 },
	{ ND6_TMR_INTERVAL, nd6_tmr, have_device, 0 },
	{ IP6_REASS_TMR_INTERVAL, ip6_reass_tmr, have_device, 0 },
	{ DHCP_COARSE_TIMER_MSECS, dhcp_coarse_tmr, dhcp_runs, 0 },
	{ DHCP_FINE_TIMER_MSECS, dhcp_fine_tmr, dhcp_asks, 0 },
	{ IGMP_TMR_INTERVAL, igmp_tmr, igmp_reports, 0 },
	{ MLD6_TMR_INTERVAL, mld6_tmr, mld_reports, 0 },
};

uint64_t net_timers_due = UK_FOREVER;

/* Timers may be needed that were not: look at all of them at the next chance. */
void net_timers_recheck(void)
{
	net_timers_due = 0;
}

/* Called by TCP when a connection comes to be. */
void tcp_timer_needed(void)
{
	if (timers[0].due == 0)
		net_timers_recheck();
}

void sys_timeouts_init(void)
{
	net_timers_recheck();
}

void net_timers_run(uint64_t now)
{
	uint64_t next = UK_FOREVER;

	net_timers_due = UK_FOREVER;
	for (struct cyclic *t = timers; t < timers + sizeof(timers) / sizeof(timers[0]); t++) {
		if (t->due && now >= t->due) {
			t->due += t->interval_ms * MS;
			if (t->due <= now) /* far behind: do not make up for it */
				t->due = now + t->interval_ms * MS;
			t->run();
		}
		if (!t->needed())
			t->due = 0;
		else if (t->due == 0)
			t->due = now + t->interval_ms * MS;
		if (t->due && t->due < next)
			next = t->due;
	}
	/* A timer that another one's work started has asked for a recheck. */
	if (net_timers_due != 0)
		net_timers_due = next;
}

u32_t sys_now(void)
{
	return (u32_t)(uk_clock_ns() / MS);
}
