/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The inside of libuk-net: lwIP under one lock.
 *
 *	application thread            network thread (stack/thread.c)
 *	send() -> net_enter               rx_burst -> lwIP -> sockets' callbacks -> wake
 *	  tcp_write, tcp_output           timers
 *	  frames collect in net.tx        net_flush: one doorbell for all frames
 *	  net_leave: flush, or leave it to the network thread while other sockets
 *	  have input that nobody looked at yet (their answers will follow at once)
 *
 * The core lock keeps other threads from running; nothing blocks while it is held
 * but net_wait, which gives it up.
 */
#ifndef NET_STACK_H
#define NET_STACK_H

#include <poll.h>
#include <stdbool.h>
#include <uk/net.h>
#include <uk/netdev.h>
#include <uk/plat.h>

#include "lwip/netif.h"
#include "lwip/pbuf.h"

#define NET_TX_QUEUE 64
#define NET_RX_BURST 32

struct net {
	struct uk_netdev *dev; /* NULL: loopback only */
	struct netif netif;    /* of dev */
	struct netif *lo;
	unsigned ntx;	       /* frames collected in tx */
	unsigned fresh;	       /* sockets with input the application has not looked at */
	bool running;	       /* the stack is initialised */
	bool kicked;	       /* the network thread is wanted */
	bool tx_full;	       /* the device had no room; it will wake the thread */
	struct uk_waitq *wait; /* the network thread's */
	struct uk_netbuf *tx[NET_TX_QUEUE];
};
extern struct net net;

void net_leave_slow(void);
void net_loopback(void);
void net_flush(void);
void net_kick(void);

static inline void net_enter(void)
{
	uk_sched_lock();
}

/* Every way out of the core: what was sent goes on its way. */
static inline void net_leave(void)
{
	if (net.ntx || net.lo->loop_first || net.netif.loop_first)
		net_leave_slow();
	uk_sched_unlock();
}

/* Block on @q with the lock given up; 0, -ETIMEDOUT or -EINTR. */
int net_wait(struct uk_waitq *q, uint64_t deadline_ns);
/* What a socket's call makes of that: -EAGAIN after its time-out, or -EINTR. */
static inline int net_waited(int r)
{
	return r == -ETIMEDOUT ? -EAGAIN : r;
}

/* stack/await.c: who talks to @to before DHCP has answered waits for it, a few seconds at most.
 */
void net_await_address(const ip_addr_t *to);
extern struct uk_waitq net_address_wait;

/* stack/netif.c */
int net_device_start(struct uk_netdev *d);
void net_input_burst(void);

/* stack/thread.c */
bool net_round(void);
void *net_thread(void *arg);

/* stack/start.c */
int net_start(void);

/* stack/address.c */
int net_from_sockaddr(int domain, const struct sockaddr *sa, socklen_t len, ip_addr_t *ip,
		      u16_t *port);
int net_to_sockaddr(int domain, const ip_addr_t *ip, u16_t port, struct sockaddr_storage *out);
int net_parse_prefix(const char *text, ip_addr_t *ip, unsigned *bits);

/* stack/errno.c: lwIP's error as a negative errno. */
int net_errno(err_t e);

/* stack/tcp.c, stack/udp.c */
int net_tcp_socket(int domain, int oflags, struct uk_socket **out);
int net_udp_socket(int domain, int oflags, struct uk_socket **out);

#endif
