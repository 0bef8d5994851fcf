/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Options of level IPPROTO_TCP: POSIX XBD <netinet/tcp.h>, and the keep-alive
 * times as Linux and the BSDs have them. What libuk-net lacks is not defined,
 * so that programs which ask with #ifdef do without.
 */
#ifndef _NETINET_TCP_H
#define _NETINET_TCP_H

#include <stdint.h>
#include <sys/cdefs.h>

#define TCP_NODELAY   1
#define TCP_MAXSEG    2
#define TCP_KEEPIDLE  4 /* seconds before the first probe */
#define TCP_KEEPINTVL 5 /* seconds between probes */
#define TCP_KEEPCNT   6 /* probes before the connection is given up */

#if __MISC_VISIBLE
#define TCP_INFO 11 /* struct tcp_info, to read; as much of it as there is room for */

/* tcpi_state */
#define TCP_ESTABLISHED 1
#define TCP_SYN_SENT	2
#define TCP_SYN_RECV	3
#define TCP_FIN_WAIT1	4
#define TCP_FIN_WAIT2	5
#define TCP_TIME_WAIT	6
#define TCP_CLOSE	7
#define TCP_CLOSE_WAIT	8
#define TCP_LAST_ACK	9
#define TCP_LISTEN	10
#define TCP_CLOSING	11

/* tcpi_options */
#define TCPI_OPT_TIMESTAMPS 1
#define TCPI_OPT_SACK	    2
#define TCPI_OPT_WSCALE	    4

/*
 * Linux's. Of a connection of libuk-net's own stack, the others are 0: state, retransmits (of
 * what is sent now), probes and backoff of the zero-window timer, options, window scales, rto,
 * rtt and rttvar in microseconds (measured in half seconds: 0 on a quick network), snd_mss,
 * advmss, unacked, ssthresh and cwnd in segments, and the receiver's window in bytes, announced
 * (rcv_ssthresh) and free (rcv_space). Sockets of the host have what the host knows.
 */
struct tcp_info {
	uint8_t tcpi_state, tcpi_ca_state, tcpi_retransmits, tcpi_probes, tcpi_backoff,
		tcpi_options;
	uint8_t tcpi_snd_wscale : 4, tcpi_rcv_wscale : 4;
	uint32_t tcpi_rto, tcpi_ato, tcpi_snd_mss, tcpi_rcv_mss;
	uint32_t tcpi_unacked, tcpi_sacked, tcpi_lost, tcpi_retrans, tcpi_fackets;
	uint32_t tcpi_last_data_sent, tcpi_last_ack_sent, tcpi_last_data_recv,
		tcpi_last_ack_recv;
	uint32_t tcpi_pmtu, tcpi_rcv_ssthresh, tcpi_rtt, tcpi_rttvar, tcpi_snd_ssthresh,
		tcpi_snd_cwnd, tcpi_advmss, tcpi_reordering;
	uint32_t tcpi_rcv_rtt, tcpi_rcv_space, tcpi_total_retrans;
};
#endif

#ifndef SOL_TCP
#define SOL_TCP 6
#endif

#endif
