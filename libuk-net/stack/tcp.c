/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * TCP sockets on lwIP's raw API: creation, listening, connecting, closing.
 */
#include <netinet/in.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

#include <uk/heap.h>

#include "tcp.h"

static const struct uk_socket_ops tcp_ops;
static const struct uk_file_ops tcp_file_ops;

static struct net_tcp *tcp_alloc_sock(int domain, int oflags)
{
	struct net_tcp *t = uk_zalloc(sizeof(*t));

	if (!t)
		return NULL;
	net_sock_init(&t->n, &tcp_ops, &tcp_file_ops, domain, SOCK_STREAM, IPPROTO_TCP, oflags);
	uk_list_init(&t->accept);
	uk_list_init(&t->accept_link);
	return t;
}

/* -- callbacks -- */

/* lwIP has freed the pcb: reset, timeout, or out of memory. */
static void on_error(void *arg, err_t err)
{
	struct net_tcp *t = arg;

	if (!t)
		return;
	t->pcb = NULL;
	if (err == ERR_RST)
		t->n.error = t->state == TCP_CONNECTING ? ECONNREFUSED : ECONNRESET;
	else if (err == ERR_ABRT)
		t->n.error = ETIMEDOUT;
	else if (err != ERR_CLSD)
		t->n.error = -net_errno(err);
	t->state = TCP_GONE;
	net_sock_event(&t->n, POLLIN | POLLOUT | POLLERR | POLLHUP | POLLRDHUP);
}

static void attach(struct net_tcp *t, struct tcp_pcb *pcb)
{
	t->pcb = pcb;
	tcp_arg(pcb, t);
	tcp_err(pcb, on_error);
	tcp_recv(pcb, net_tcp_on_recv);
	tcp_sent(pcb, net_tcp_on_sent);
}

static void detach(struct tcp_pcb *pcb)
{
	tcp_arg(pcb, NULL);
	tcp_err(pcb, NULL);
	tcp_recv(pcb, NULL);
	tcp_sent(pcb, NULL);
}

static err_t on_connected(void *arg, struct tcp_pcb *pcb, err_t err)
{
	struct net_tcp *t = arg;

	(void)pcb;
	(void)err; /* always ERR_OK: failures come to on_error */
	t->state = TCP_CONNECTED;
	net_sock_event(&t->n, POLLOUT);
	return ERR_OK;
}

/* A finished handshake: the socket is made at once, so that its data is not lost. */
static err_t on_accept(void *arg, struct tcp_pcb *pcb, err_t err)
{
	struct net_tcp *l = arg, *t;

	if (!l || !pcb || err != ERR_OK)
		return ERR_VAL;
	t = tcp_alloc_sock(l->n.s.domain, O_RDWR);
	if (!t)
		return ERR_MEM; /* lwIP resets the connection */
	t->state = TCP_CONNECTED;
	attach(t, pcb);
	tcp_backlog_delayed(pcb); /* it counts until it is accepted */
	uk_list_insert(&l->accept, &t->accept_link);
	net_sock_set_fresh(&l->n);
	net_sock_event(&l->n, POLLIN);
	return ERR_OK;
}

/* -- operations -- */

static int op_bind(struct uk_socket *s, const struct sockaddr *addr, socklen_t len)
{
	struct net_tcp *t = net_tcp(s);
	ip_addr_t ip;
	u16_t port;
	int r = net_from_sockaddr(s->domain, addr, len, &ip, &port);

	if (r < 0)
		return r;
	if (t->state != TCP_IDLE || t->pcb->local_port)
		return -EINVAL;
	/* [::] takes IPv4 too, unless told otherwise. */
	if (s->domain == AF_INET6 && IP_IS_V6(&ip) && ip6_addr_isany(ip_2_ip6(&ip)) &&
	    !t->n.v6only)
		IP_SET_TYPE_VAL(ip, IPADDR_TYPE_ANY);
	net_enter();
	r = net_errno(tcp_bind(t->pcb, &ip, port));
	net_leave();
	return r;
}

static int op_listen(struct uk_socket *s, int backlog)
{
	struct net_tcp *t = net_tcp(s);
	u8_t n = backlog <= 0 ? 1 : backlog > 255 ? 255 : (u8_t)backlog;
	struct tcp_pcb *pcb;
	err_t err = ERR_OK;

	if (t->state == TCP_LISTENING) {
		tcp_backlog_set(t->pcb, n);
		return 0;
	}
	if (t->state != TCP_IDLE)
		return -EINVAL;
	net_enter();
	if (!t->pcb->local_port) {
		if (s->domain == AF_INET6 && !t->n.v6only)
			IP_SET_TYPE_VAL(t->pcb->local_ip, IPADDR_TYPE_ANY);
		err = tcp_bind(t->pcb, &t->pcb->local_ip, 0);
	}
	if (err == ERR_OK) {
		detach(t->pcb);
		pcb = tcp_listen_with_backlog_and_err(t->pcb, n, &err);
		if (pcb) {
			t->pcb = pcb;
			t->state = TCP_LISTENING;
			tcp_arg(pcb, t);
			tcp_accept(pcb, on_accept);
		} else {
			attach(t, t->pcb);
		}
	}
	net_leave();
	return net_errno(err);
}

static int op_accept(struct uk_socket *s, struct uk_socket **out)
{
	struct net_tcp *l = net_tcp(s), *t;
	uint64_t deadline = 0;
	struct uk_list *e;
	int r = 0;

	if (l->state != TCP_LISTENING)
		return -EINVAL;
	net_enter();
	while (uk_list_empty(&l->accept)) {
		if (net_sock_nonblock(&l->n, 0)) {
			r = -EAGAIN;
			break;
		}
		if (!deadline)
			deadline = net_sock_deadline(l->n.rcvtimeo);
		r = net_waited(net_wait(&l->n.wait, deadline));
		if (r < 0)
			break;
	}
	e = uk_list_pop(&l->accept);
	if (uk_list_empty(&l->accept))
		net_sock_clear_fresh(&l->n);
	if (e) {
		t = uk_list_entry(e, struct net_tcp, accept_link);
		if (t->pcb)
			tcp_backlog_accepted(t->pcb);
		*out = &t->n.s;
		r = 0;
	}
	net_leave();
	return r;
}

/* Until the handshake ends; 0 or -errno. */
int net_tcp_wait_connected(struct net_tcp *t)
{
	uint64_t deadline = net_sock_deadline(t->n.sndtimeo);

	while (t->state == TCP_CONNECTING) {
		int r = net_wait(&t->n.wait, deadline);

		/* Interrupted, it goes on by itself: POSIX XSH connect(). */
		if (r < 0)
			return r == -EINTR ? r : -EINPROGRESS;
	}
	if (t->state == TCP_CONNECTED)
		return 0;
	return t->n.error ? net_sock_take_error(&t->n) : -ECONNABORTED;
}

static int op_connect(struct uk_socket *s, const struct sockaddr *addr, socklen_t len)
{
	struct net_tcp *t = net_tcp(s);
	ip_addr_t ip;
	u16_t port;
	int r = net_from_sockaddr(s->domain, addr, len, &ip, &port);

	if (r < 0)
		return r;
	switch (t->state) {
	case TCP_CONNECTED:
		return -EISCONN;
	case TCP_LISTENING:
		return -EISCONN;
	case TCP_GONE:
		return t->n.error ? net_sock_take_error(&t->n) : -ECONNABORTED;
	default:
		break;
	}
	net_enter();
	if (t->state == TCP_CONNECTING) {
		r = net_sock_nonblock(&t->n, 0) ? -EALREADY : net_tcp_wait_connected(t);
	} else {
		/* "any" as destination means this machine. */
		if (ip_addr_isany_val(ip)) {
			if (IP_IS_V6(&ip))
				ip6_addr_set_loopback(ip_2_ip6(&ip));
			else
				ip4_addr_set_loopback(ip_2_ip4(&ip));
		}
		/* An IPv6 socket that talks IPv4. */
		if (IP_IS_V6(&t->pcb->local_ip) && IP_IS_V4(&ip) &&
		    ip_addr_isany(&t->pcb->local_ip))
			IP_SET_TYPE_VAL(t->pcb->local_ip, IPADDR_TYPE_ANY);
		if (!net_sock_nonblock(&t->n, 0))
			net_await_address(&ip);
		t->state = TCP_CONNECTING;
		r = net_errno(tcp_connect(t->pcb, &ip, port, on_connected));
		if (r < 0)
			t->state = TCP_IDLE;
		else
			r = net_sock_nonblock(&t->n, 0) ? -EINPROGRESS
							: net_tcp_wait_connected(t);
	}
	net_leave();
	return r;
}

static int op_shutdown(struct uk_socket *s, int how)
{
	struct net_tcp *t = net_tcp(s);

	if (how != SHUT_RD && how != SHUT_WR && how != SHUT_RDWR)
		return -EINVAL;
	if (t->state != TCP_CONNECTED)
		return -ENOTCONN;
	net_enter();
	if (how != SHUT_WR) {
		t->n.shut_rd = true;
		net_tcp_drop_input(t);
	}
	if (how != SHUT_RD && !t->n.shut_wr) {
		t->n.shut_wr = true;
		if (t->pcb)
			tcp_shutdown(t->pcb, 0, 1);
	}
	net_sock_event(&t->n, POLLIN | POLLOUT | POLLHUP | POLLRDHUP);
	net_leave();
	return 0;
}

static int op_name(struct uk_socket *s, struct sockaddr_storage *addr, bool peer)
{
	struct net_tcp *t = net_tcp(s);

	if (peer) {
		if (t->state != TCP_CONNECTED || !t->pcb)
			return -ENOTCONN;
		return net_to_sockaddr(s->domain, &t->pcb->remote_ip, t->pcb->remote_port,
				       addr);
	}
	if (!t->pcb)
		return net_to_sockaddr(
			s->domain, s->domain == AF_INET ? IP4_ADDR_ANY : IP6_ADDR_ANY, 0, addr);
	return net_to_sockaddr(s->domain, &t->pcb->local_ip, t->pcb->local_port, addr);
}

static short op_poll(struct uk_file *f, short events)
{
	struct net_tcp *t = uk_container_of(f, struct net_tcp, n.s.file);
	short e = 0;

	if (t->state == TCP_LISTENING)
		return uk_list_empty(&t->accept) ? 0 : (POLLIN | POLLRDNORM) & events;
	if (t->n.error)
		e |= POLLERR;
	if (t->state == TCP_IDLE || t->state == TCP_GONE)
		e |= POLLHUP;
	if (t->eof || t->n.shut_rd)
		e |= POLLRDHUP;
	if (t->rx_bytes || t->eof || t->n.shut_rd || t->state == TCP_GONE)
		e |= POLLIN | POLLRDNORM;
	if (t->eof && t->n.shut_wr)
		e |= POLLHUP;
	if (t->state == TCP_GONE || t->n.shut_wr ||
	    (t->state == TCP_CONNECTED && net_tcp_writable(t)))
		e |= POLLOUT | POLLWRNORM;
	else if (events & (POLLOUT | POLLWRNORM))
		t->want_write = true;
	return e & (events | POLLERR | POLLHUP);
}

static int op_ioctl(struct uk_file *f, unsigned long cmd, void *arg)
{
	struct net_tcp *t = uk_container_of(f, struct net_tcp, n.s.file);

	if (cmd != FIONREAD)
		return -ENOTTY;
	if (t->state == TCP_LISTENING)
		return -EINVAL;
	*(int *)arg = (int)t->rx_bytes;
	return 0;
}

/* SO_LINGER: hold close() back until the peer has everything, or the time is over. */
static void linger(struct net_tcp *t)
{
	uint64_t deadline = uk_clock_ns() + (uint64_t)t->linger_s * 1000000000;

	t->want_write = true;
	while (t->pcb && tcp_sndqueuelen(t->pcb)) {
		t->want_write = true;
		if (net_wait(&t->n.wait, deadline) < 0)
			break;
	}
}

static void close_pcb(struct net_tcp *t)
{
	struct tcp_pcb *pcb = t->pcb;

	if (!pcb)
		return;
	if (t->state == TCP_LISTENING) {
		tcp_arg(pcb, NULL);
		tcp_accept(pcb, NULL);
		tcp_close(pcb);
		return;
	}
	if (t->linger && t->linger_s == 0) {
		detach(pcb);
		tcp_abort(pcb);
		return;
	}
	if (t->linger && t->state == TCP_CONNECTED) {
		linger(t);
		pcb = t->pcb;
		if (!pcb)
			return;
	}
	detach(pcb);
	if (tcp_close(pcb) != ERR_OK)
		tcp_abort(pcb);
}

/* Unread input is dropped without opening the window: lwIP then sends a reset, as RFC 1122
 * wants. */
static void op_close(struct uk_file *f)
{
	struct net_tcp *t = uk_container_of(f, struct net_tcp, n.s.file), *c;
	struct uk_list *e;

	net_enter();
	while ((e = uk_list_pop(&t->accept)) != NULL) {
		c = uk_list_entry(e, struct net_tcp, accept_link);
		c->linger = true; /* nobody will ever read it: reset */
		c->linger_s = 0;
		close_pcb(c);
		net_sock_clear_fresh(&c->n);
		net_tcp_drop_input(c);
		uk_free(c);
	}
	net_sock_clear_fresh(&t->n);
	close_pcb(t);
	t->pcb = NULL;
	net_tcp_drop_input(t);
	net_leave();
	uk_free(t);
}

static const struct uk_socket_ops tcp_ops = {
	.bind = op_bind,
	.listen = op_listen,
	.accept = op_accept,
	.connect = op_connect,
	.sendmsg = net_tcp_sendmsg,
	.recvmsg = net_tcp_recvmsg,
	.shutdown = op_shutdown,
	.name = op_name,
	.getopt = net_tcp_getopt,
	.setopt = net_tcp_setopt,
};

static const struct uk_file_ops tcp_file_ops = {
	.type = uk_socket_type,
	.readv = net_sock_readv,
	.writev = net_sock_writev,
	.stat = net_sock_stat,
	.ioctl = op_ioctl,
	.poll = op_poll,
	.close = op_close,
};

int net_tcp_socket(int domain, int oflags, struct uk_socket **out)
{
	struct net_tcp *t = tcp_alloc_sock(domain, oflags);
	struct tcp_pcb *pcb;

	if (!t)
		return -ENOMEM;
	net_enter();
	pcb = tcp_new_ip_type(domain == AF_INET ? IPADDR_TYPE_V4 : IPADDR_TYPE_V6);
	if (pcb)
		attach(t, pcb);
	net_leave();
	if (!pcb) {
		uk_free(t);
		return -ENOBUFS;
	}
	*out = &t->n.s;
	return 0;
}
