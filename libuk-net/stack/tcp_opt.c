/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Options of TCP sockets.
 */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#include "tcp.h"

static int get_tcp(struct net_tcp *t, int name, void *val, socklen_t *len)
{
	int v;

	if (name == TCP_INFO)
		return net_tcp_info(t, val, len);
	if (!t->pcb)
		return -EINVAL;
	if (t->state == TCP_LISTENING)
		return name == TCP_NODELAY ? net_opt_get_int(0, val, len) : -EINVAL;
	switch (name) {
	case TCP_NODELAY:
		v = tcp_nagle_disabled(t->pcb) != 0;
		break;
	case TCP_MAXSEG:
		v = tcp_mss(t->pcb);
		break;
	case TCP_KEEPIDLE:
		v = (int)(t->pcb->keep_idle / 1000);
		break;
	case TCP_KEEPINTVL:
		v = (int)(t->pcb->keep_intvl / 1000);
		break;
	case TCP_KEEPCNT:
		v = (int)t->pcb->keep_cnt;
		break;
	default:
		return -ENOPROTOOPT;
	}
	return net_opt_get_int(v, val, len);
}

static int set_tcp(struct net_tcp *t, int name, const void *val, socklen_t len)
{
	int v;

	if (net_opt_int(val, len, &v) < 0)
		return -EINVAL;
	if (!t->pcb)
		return -EINVAL;
	/*
	 * A listener has no timers of its own; servers that set these on it anyway do no harm.
	 */
	if (t->state == TCP_LISTENING)
		return name == TCP_NODELAY ? 0 : -EINVAL;
	switch (name) {
	case TCP_NODELAY:
		if (v) {
			tcp_nagle_disable(t->pcb);
			if (t->state == TCP_CONNECTED)
				tcp_output(t->pcb);
		} else {
			tcp_nagle_enable(t->pcb);
		}
		return 0;
	case TCP_KEEPIDLE:
	case TCP_KEEPINTVL:
		if (v < 1 || v > 32767)
			return -EINVAL;
		if (name == TCP_KEEPIDLE)
			t->pcb->keep_idle = (u32_t)v * 1000;
		else
			t->pcb->keep_intvl = (u32_t)v * 1000;
		return 0;
	case TCP_KEEPCNT:
		if (v < 1 || v > 127)
			return -EINVAL;
		t->pcb->keep_cnt = (u32_t)v;
		return 0;
	default:
		return -ENOPROTOOPT;
	}
}

static int get_socket(struct net_tcp *t, int name, void *val, socklen_t *len)
{
	u8_t so = t->pcb ? t->pcb->so_options : 0; /* a listener's is at the same place */
	struct linger l = { t->linger, t->linger_s };

	switch (name) {
	case SO_REUSEADDR:
	case SO_REUSEPORT:
		return net_opt_get_int((so & SOF_REUSEADDR) != 0, val, len);
	case SO_KEEPALIVE:
		return net_opt_get_int((so & SOF_KEEPALIVE) != 0, val, len);
	case SO_BROADCAST:
		return net_opt_get_int(0, val, len);
	case SO_ACCEPTCONN:
		return net_opt_get_int(t->state == TCP_LISTENING, val, len);
	case SO_RCVBUF:
		return net_opt_get_int((int)TCP_WND, val, len);
	case SO_SNDBUF:
		return net_opt_get_int((int)TCP_SND_BUF, val, len);
	case SO_LINGER:
		if (*len > sizeof(l))
			*len = sizeof(l);
		memcpy(val, &l, *len);
		return 0;
	default:
		return net_sock_getopt(&t->n, SOL_SOCKET, name, val, len);
	}
}

int net_tcp_getopt(struct uk_socket *s, int level, int name, void *val, socklen_t *len)
{
	struct net_tcp *t = net_tcp(s);

	if (level == IPPROTO_TCP)
		return get_tcp(t, name, val, len);
	if (level == IPPROTO_IPV6 && name == IPV6_V6ONLY && s->domain == AF_INET6)
		return net_opt_get_int(t->n.v6only, val, len);
	if (level == IPPROTO_IP && t->pcb && (name == IP_TOS || name == IP_TTL))
		return net_opt_get_int(name == IP_TOS ? t->pcb->tos : t->pcb->ttl, val, len);
	if (level != SOL_SOCKET)
		return -ENOPROTOOPT;
	return get_socket(t, name, val, len);
}

static int set_socket(struct net_tcp *t, int name, const void *val, socklen_t len)
{
	struct linger l;

	switch (name) {
	case SO_LINGER:
		if (len < sizeof(l))
			return -EINVAL;
		memcpy(&l, val, sizeof(l));
		t->linger = l.l_onoff != 0;
		t->linger_s = l.l_linger < 0 ? 0 : l.l_linger;
		return 0;
	case SO_RCVBUF: /* windows are the image's parameters: taken as the hint that it is */
	case SO_SNDBUF:
		return len < sizeof(int) ? -EINVAL : 0;
	default:
		return net_sock_setopt(&t->n, SOL_SOCKET, name, val, len,
				       t->pcb ? &t->pcb->so_options : NULL);
	}
}

int net_tcp_setopt(struct uk_socket *s, int level, int name, const void *val, socklen_t len)
{
	struct net_tcp *t = net_tcp(s);
	int r = -ENOPROTOOPT, v;

	net_enter();
	if (level == IPPROTO_TCP) {
		r = set_tcp(t, name, val, len);
	} else if (level == SOL_SOCKET) {
		r = set_socket(t, name, val, len);
	} else if (level == IPPROTO_IPV6 && name == IPV6_V6ONLY && s->domain == AF_INET6) {
		r = net_opt_int(val, len, &v);
		if (r == 0 && t->state != TCP_IDLE)
			r = -EINVAL;
		if (r == 0)
			t->n.v6only = v != 0;
	} else if (level == IPPROTO_IP && t->pcb && (name == IP_TOS || name == IP_TTL)) {
		r = net_opt_int(val, len, &v);
		if (r == 0 && (v < 0 || v > 255 || (name == IP_TTL && v == 0)))
			r = -EINVAL;
		if (r == 0 && name == IP_TOS)
			t->pcb->tos = (u8_t)v;
		else if (r == 0)
			t->pcb->ttl = (u8_t)v;
	}
	net_leave();
	return r;
}
