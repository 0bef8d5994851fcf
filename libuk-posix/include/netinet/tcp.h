/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Options of level IPPROTO_TCP: POSIX XBD <netinet/tcp.h>, and the keep-alive
 * times as Linux and the BSDs have them. What libuk-net lacks is not defined,
 * so that programs which ask with #ifdef do without.
 */
#ifndef _NETINET_TCP_H
#define _NETINET_TCP_H

#define TCP_NODELAY   1
#define TCP_MAXSEG    2
#define TCP_KEEPIDLE  4 /* seconds before the first probe */
#define TCP_KEEPINTVL 5 /* seconds between probes */
#define TCP_KEEPCNT   6 /* probes before the connection is given up */

#ifndef SOL_TCP
#define SOL_TCP 6
#endif

#endif
