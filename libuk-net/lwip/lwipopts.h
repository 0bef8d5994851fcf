/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * lwIP's options, each with its reason. The raw API alone is used, from any
 * thread under the core lock (stack/stack.h); memory, pools and timers are
 * ours (lwip/mem.c, memp.c, timers.c); names are resolved in netdb/.
 */
#ifndef UK_LWIPOPTS_H
#define UK_LWIPOPTS_H

/* -- structure -- */
#define NO_SYS				1 /* no tcpip thread, no mailboxes: stack/thread.c drives it */
#define SYS_LIGHTWEIGHT_PROT		0 /* everything is under the core lock */
#define LWIP_NETCONN			0
#define LWIP_SOCKET			0 /* sockets are ours, on the raw API */
#define LWIP_CALLBACK_API		1
#define LWIP_TIMERS			1
#define LWIP_TIMERS_CUSTOM		1 /* lwip/timers.c: tells when it has nothing to do */
#define LWIP_STATS			0
#define LWIP_DISABLE_MEMP_SANITY_CHECKS 1

/* -- memory -- */
#define MEM_ALIGNMENT		8
#define MEM_LIBC_MALLOC		1 /* types only: lwip/mem.c takes packet memory from netbufs */
#define MEMP_MEM_MALLOC		1 /* types only: lwip/memp.c has growing free lists */
#define MEMP_NUM_TCP_PCB	4096 /* upper bounds; memory is taken as needed */
#define MEMP_NUM_TCP_PCB_LISTEN 256
#define MEMP_NUM_UDP_PCB	1024
#define MEMP_NUM_TCP_SEG	65535
#define MEMP_NUM_PBUF		65535
#define MEMP_NUM_FRAG_PBUF	1024
#define MEMP_NUM_REASSDATA	16
#define MEMP_NUM_ARP_QUEUE	64
#define MEMP_NUM_ND6_QUEUE	64
#define MEMP_NUM_IGMP_GROUP	64
#define MEMP_NUM_MLD6_GROUP	64
#define PBUF_POOL_SIZE		1024
/* Before the Ethernet header, for the driver's: netdevs that want more get a copy. */
#define PBUF_LINK_ENCAPSULATION_HLEN 16

/* -- link -- */
#define LWIP_ETHERNET		      1
#define LWIP_ARP		      1
#define ARP_TABLE_SIZE		      64
#define ARP_QUEUEING		      1 /* more than one packet may wait for an answer */
#define ARP_QUEUE_LEN		      8
#define ETHARP_SUPPORT_STATIC_ENTRIES 0
#define LWIP_HAVE_LOOPIF	      1 /* 127.0.0.1, ::1 */
#define LWIP_NETIF_LOOPBACK	      1 /* and packets to our own address */
#define LWIP_LOOPBACK_MAX_PBUFS	      1024
#define LWIP_NETIF_TX_SINGLE_PBUF     1 /* one contiguous frame: no gather in drivers */
#define LWIP_NETIF_HOSTNAME	      1 /* net.hostname, told to the DHCP server */
#define LWIP_NETIF_STATUS_CALLBACK    1
#define LWIP_CHECKSUM_CTRL_PER_NETIF  1 /* per device and, on receive, per packet */
#define LWIP_CHKSUM_ALGORITHM	      3 /* of what the device does not sum */

/* -- IP -- */
#define LWIP_IPV4	      1
#define LWIP_IPV6	      1
#define IP_FORWARD	      0
#define IP_REASSEMBLY	      1
#define IP_FRAG		      1
#define IP_REASS_MAX_PBUFS    64 /* a flood of fragments holds no more */
#define IP_SOF_BROADCAST      1	 /* SO_BROADCAST is asked for on sending … */
#define IP_SOF_BROADCAST_RECV 0	 /* … and not on receiving, as elsewhere */
#define LWIP_ICMP	      1
#define LWIP_BROADCAST_PING   0
#define LWIP_IGMP	      1
#define LWIP_IPV6_MLD	      1
#define LWIP_IPV6_FRAG	      1
#define LWIP_IPV6_REASS	      1
#define IPV6_FRAG_COPYHEADER \
	1 /* pointers do not fit the fragment header they would overwrite */
#define LWIP_IPV6_AUTOCONFIG	  1
#define LWIP_IPV6_FORWARD	  0
#define LWIP_IPV6_DHCP6		  0
#define LWIP_IPV6_NUM_ADDRESSES	  4
#define LWIP_ND6_QUEUEING	  1
#define LWIP_ND6_NUM_NEIGHBORS	  16
#define LWIP_ND6_NUM_DESTINATIONS 16
#define LWIP_MULTICAST_TX_OPTIONS 1
#define LWIP_RAW		  0
#define LWIP_DHCP		  1
#define LWIP_DHCP_MAX_DNS_SERVERS 3
#define LWIP_DHCP_DOES_ACD_CHECK  0
#define DHCP_DOES_ARP_CHECK	  0 /* two seconds of boot time; the server has asked already */
#define LWIP_AUTOIP		  0
#define LWIP_DNS		  1 /* servers learnt from DHCP go to stack/dns_servers.c */
#define DNS_MAX_SERVERS		  3

/* -- UDP, TCP -- */
#define LWIP_UDP     1
#define LWIP_UDPLITE 0
#define LWIP_TCP     1
#define SO_REUSE     1
#undef TCP_MSS /* some <netinet/tcp.h> have one */
#define TCP_MSS	       1460
#define LWIP_WND_SCALE 1
#define TCP_RCV_SCALE  4
#ifdef UK_NET_CHECK_OPTIONS
/* What the preprocessor of lwip/init.c checks: the smallest that parameters allow. */
#define TCP_WND	    8192
#define TCP_SND_BUF 8192
#else
/* Parameters net.tcp_window and net.tcp_sndbuf, cut to what memory there is. */
extern unsigned long uk_net_tcp_window, uk_net_tcp_sndbuf;
#define TCP_WND	    ((tcpwnd_size_t)uk_net_tcp_window)
#define TCP_SND_BUF ((tcpwnd_size_t)uk_net_tcp_sndbuf)
#endif
#define TCP_SND_QUEUELEN	   4096 /* packet buffers a connection may have queued */
#define TCP_SNDLOWAT		   (2 * TCP_MSS + 1)
#define TCP_OVERSIZE		   TCP_MSS /* a segment's buffer holds a whole one: small writes join */
#define TCP_QUEUE_OOSEQ		   1
#define TCP_OOSEQ_MAX_PBUFS	   256
#define LWIP_TCP_SACK_OUT	   1
#define LWIP_TCP_KEEPALIVE	   1
#define LWIP_TCP_TIMESTAMPS	   0
#define TCP_LISTEN_BACKLOG	   1
#define TCP_CALCULATE_EFF_SEND_MSS 1
/* RFC 6528: sequence numbers that an outsider cannot guess. */
#define LWIP_HOOK_TCP_ISN(lip, lport, rip, rport) uk_net_isn(lip, lport, rip, rport)

#endif
