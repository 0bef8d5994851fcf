/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A TCP socket of the stack. tcp.c: life cycle and connections, tcp_io.c: bytes,
 * tcp_opt.c: options, tcp_info.c: one of them. All under the core lock.
 */
#ifndef NET_TCP_H
#define NET_TCP_H

#include "lwip/tcp.h"
#include "sock.h"

enum net_tcp_state { TCP_IDLE, TCP_LISTENING, TCP_CONNECTING, TCP_CONNECTED, TCP_GONE };

struct net_tcp {
	struct net_sock n;
	struct tcp_pcb *pcb; /* NULL once lwIP has freed it */
	enum net_tcp_state state;
	bool eof;	 /* the peer sent its FIN */
	bool want_write; /* someone was told that there is no room */
	bool linger;
	int linger_s;
	/* received, not read: pbufs through ->next; off bytes of the first are read */
	struct pbuf *rx_head, *rx_tail;
	size_t rx_bytes;
	uint16_t rx_off;
	/* a listener's finished connections, oldest first; a connection's place there */
	struct uk_list accept;
	struct uk_list accept_link;
};

static inline struct net_tcp *net_tcp(struct uk_socket *s)
{
	return uk_container_of(s, struct net_tcp, n.s);
}

/* Room for at least this counts as writable. */
#define NET_TCP_LOWAT 2048

static inline bool net_tcp_writable(const struct net_tcp *t)
{
	return t->pcb && tcp_sndbuf(t->pcb) >= NET_TCP_LOWAT &&
	       tcp_sndqueuelen(t->pcb) < TCP_SND_QUEUELEN - 64;
}

ssize_t net_tcp_sendmsg(struct uk_socket *s, const struct msghdr *m, int flags);
ssize_t net_tcp_recvmsg(struct uk_socket *s, struct msghdr *m, int flags);
int net_tcp_getopt(struct uk_socket *s, int level, int name, void *val, socklen_t *len);
int net_tcp_setopt(struct uk_socket *s, int level, int name, const void *val, socklen_t len);
/* tcp_info.c: getsockopt(TCP_INFO). */
int net_tcp_info(const struct net_tcp *t, void *val, socklen_t *len);
int net_tcp_wait_connected(struct net_tcp *t);
void net_tcp_drop_input(struct net_tcp *t);
/* lwIP's callbacks for bytes */
err_t net_tcp_on_recv(void *arg, struct tcp_pcb *pcb, struct pbuf *p, err_t err);
err_t net_tcp_on_sent(void *arg, struct tcp_pcb *pcb, u16_t len);

#endif
