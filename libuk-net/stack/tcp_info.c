/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * TCP_INFO, as Linux has it: what lwIP knows of a connection, 0 for the rest. It measures round
 * trips in slow timer ticks, of half a second, and counts windows in bytes, Linux in segments.
 */
#include <netinet/tcp.h>
#include <string.h>

#include "lwip/priv/tcp_priv.h"
#include "tcp.h"

#define TICK_US (TCP_SLOW_INTERVAL * 1000u)

static uint8_t state_of(const struct tcp_pcb *pcb)
{
	static const uint8_t states[] = {
		[CLOSED] = TCP_CLOSE,
		[LISTEN] = TCP_LISTEN,
		[SYN_SENT] = TCP_SYN_SENT,
		[SYN_RCVD] = TCP_SYN_RECV,
		[ESTABLISHED] = TCP_ESTABLISHED,
		[FIN_WAIT_1] = TCP_FIN_WAIT1,
		[FIN_WAIT_2] = TCP_FIN_WAIT2,
		[CLOSE_WAIT] = TCP_CLOSE_WAIT,
		[CLOSING] = TCP_CLOSING,
		[LAST_ACK] = TCP_LAST_ACK,
		[TIME_WAIT] = TCP_TIME_WAIT,
	};

	return states[pcb->state];
}

static uint32_t segments(const struct tcp_seg *s)
{
	uint32_t n = 0;

	for (; s; s = s->next)
		n++;
	return n;
}

static void connection(struct tcp_info *i, const struct tcp_pcb *pcb)
{
	uint32_t mss = pcb->mss ? pcb->mss : 1;

	i->tcpi_retransmits = pcb->nrtx;
	i->tcpi_probes = pcb->persist_probe;
	i->tcpi_backoff = pcb->persist_backoff;
	if (pcb->flags & TF_WND_SCALE) {
		i->tcpi_options |= TCPI_OPT_WSCALE;
		i->tcpi_snd_wscale = pcb->snd_scale & 0xf;
		i->tcpi_rcv_wscale = pcb->rcv_scale & 0xf;
	}
	if (pcb->flags & TF_SACK)
		i->tcpi_options |= TCPI_OPT_SACK;
	i->tcpi_rto = (uint32_t)pcb->rto * TICK_US;
	i->tcpi_snd_mss = pcb->mss;
	i->tcpi_advmss = TCP_MSS;
	i->tcpi_unacked = segments(pcb->unacked);
	i->tcpi_rtt = (uint32_t)pcb->sa * TICK_US / 8;
	i->tcpi_rttvar = (uint32_t)pcb->sv * TICK_US / 4;
	i->tcpi_snd_ssthresh = pcb->ssthresh / mss;
	i->tcpi_snd_cwnd = pcb->cwnd / mss;
	i->tcpi_rcv_ssthresh = pcb->rcv_ann_wnd;
	i->tcpi_rcv_space = pcb->rcv_wnd;
}

int net_tcp_info(const struct net_tcp *t, void *val, socklen_t *len)
{
	struct tcp_info i;

	memset(&i, 0, sizeof(i));
	i.tcpi_state = TCP_CLOSE;
	/* A listener's structure is another one. */
	if (t->state == TCP_LISTENING) {
		i.tcpi_state = TCP_LISTEN;
	} else if (t->pcb) {
		i.tcpi_state = state_of(t->pcb);
		connection(&i, t->pcb);
	}
	if (*len > sizeof(i))
		*len = sizeof(i);
	memcpy(val, &i, *len);
	return 0;
}
