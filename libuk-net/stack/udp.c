/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * UDP sockets on lwIP's raw API. Datagrams queue with their pbufs; what the queue may hold is
 * counted in memory, not in payload, so that small ones cannot use everything up.
 */
#include <netinet/in.h>
#include <string.h>
#include <sys/ioctl.h>

#include <uk/heap.h>

#include "slab.h"
#include "udp.h"

#define RX_LIMIT (128 * 1024)

static const struct uk_socket_ops udp_ops;
static const struct uk_file_ops udp_file_ops;
static struct net_slab dgrams = { .size = UK_ALIGN_UP(sizeof(struct net_dgram), 16),
				  .max = 65536 };

static size_t held(const struct pbuf *p)
{
	return sizeof(struct net_dgram) + (size_t)pbuf_clen(p) * UK_NETBUF_SIZE;
}

static void on_recv(void *arg, struct udp_pcb *pcb, struct pbuf *p, const ip_addr_t *addr,
		    u16_t port)
{
	struct net_udp *u = arg;
	struct net_dgram *d;

	(void)pcb;
	if (u->rx_held + held(p) > u->rx_limit || u->n.shut_rd ||
	    !(d = net_slab_alloc(&dgrams))) {
		pbuf_free(p);
		return;
	}
	d->next = NULL;
	d->p = p;
	d->from = *addr;
	d->port = port;
	*u->rx_end = d;
	u->rx_end = &d->next;
	u->rx_held += held(p);
	net_sock_set_fresh(&u->n);
	net_sock_event(&u->n, POLLIN);
}

static void pop(struct net_udp *u)
{
	struct net_dgram *d = u->rx_head;

	u->rx_head = d->next;
	if (!u->rx_head)
		u->rx_end = &u->rx_head;
	u->rx_held -= held(d->p);
	pbuf_free(d->p);
	net_slab_free(&dgrams, d);
}

static int op_bind(struct uk_socket *s, const struct sockaddr *addr, socklen_t len)
{
	struct net_udp *u = net_udp(s);
	ip_addr_t ip;
	u16_t port;
	int r = net_from_sockaddr(s->domain, addr, len, &ip, &port);

	if (r < 0)
		return r;
	if (u->pcb->local_port)
		return -EINVAL;
	if (s->domain == AF_INET6 && IP_IS_V6(&ip) && ip6_addr_isany(ip_2_ip6(&ip)) &&
	    !u->n.v6only)
		IP_SET_TYPE_VAL(ip, IPADDR_TYPE_ANY);
	net_enter();
	r = net_errno(udp_bind(u->pcb, &ip, port));
	net_leave();
	return r;
}

static int op_connect(struct uk_socket *s, const struct sockaddr *addr, socklen_t len)
{
	struct net_udp *u = net_udp(s);
	ip_addr_t ip;
	u16_t port;
	int r;

	if (len >= sizeof(addr->sa_family) && addr->sa_family == AF_UNSPEC) {
		net_enter();
		udp_disconnect(u->pcb);
		net_leave();
		return 0;
	}
	r = net_from_sockaddr(s->domain, addr, len, &ip, &port);
	if (r < 0)
		return r;
	net_enter();
	if (!net_sock_nonblock(&u->n, 0))
		net_await_address(&ip);
	if (IP_IS_V4(&ip) && s->domain == AF_INET6 && ip_addr_isany(&u->pcb->local_ip))
		IP_SET_TYPE_VAL(u->pcb->local_ip, IPADDR_TYPE_ANY);
	r = net_errno(udp_connect(u->pcb, &ip, port));
	net_leave();
	return r;
}

static void gather(struct pbuf *p, const struct msghdr *m)
{
	char *dst = p->payload;

	for (size_t i = 0; i < (size_t)m->msg_iovlen; i++) {
		memcpy(dst, m->msg_iov[i].iov_base, m->msg_iov[i].iov_len);
		dst += m->msg_iov[i].iov_len;
	}
}

/* A datagram of more than one frame cannot be summed by the device. */
static err_t transmit(struct net_udp *u, struct pbuf *p, const ip_addr_t *to, u16_t port)
{
	u16_t flags = net.netif.chksum_flags;
	err_t e;

	if (p->tot_len > 1200)
		net.netif.chksum_flags |= NETIF_CHECKSUM_GEN_UDP;
	e = to ? udp_sendto(u->pcb, p, to, port) : udp_send(u->pcb, p);
	net.netif.chksum_flags = flags;
	return e;
}

static ssize_t op_sendmsg(struct uk_socket *s, const struct msghdr *m, int flags)
{
	struct net_udp *u = net_udp(s);
	ssize_t len = net_iov_len(m->msg_iov, m->msg_iovlen);
	ip_addr_t to;
	u16_t port = 0;
	struct pbuf *p;
	int r;

	if (len < 0)
		return len;
	if (flags & MSG_OOB)
		return -EOPNOTSUPP;
	if (len > 65507)
		return -EMSGSIZE;
	if (u->n.shut_wr)
		return -EPIPE;
	if (m->msg_name) {
		r = net_from_sockaddr(s->domain, m->msg_name, m->msg_namelen, &to, &port);
		if (r < 0)
			return r;
		if (port == 0)
			return -EINVAL;
	} else if (!(udp_flags(u->pcb) & UDP_FLAGS_CONNECTED)) {
		return -EDESTADDRREQ;
	}
	net_enter();
	if (m->msg_name && !net_sock_nonblock(&u->n, flags))
		net_await_address(&to);
	if (m->msg_name && IP_IS_V4(&to) && s->domain == AF_INET6 &&
	    ip_addr_isany(&u->pcb->local_ip))
		IP_SET_TYPE_VAL(u->pcb->local_ip, IPADDR_TYPE_ANY);
	p = pbuf_alloc(PBUF_TRANSPORT, (u16_t)len, PBUF_RAM);
	if (p) {
		gather(p, m);
		r = net_errno(transmit(u, p, m->msg_name ? &to : NULL, port));
		if (r == -EINVAL && m->msg_name && !ip_get_option(u->pcb, SOF_BROADCAST))
			r = -EACCES; /* lwIP's word for a broadcast without SO_BROADCAST */
		pbuf_free(p);
	} else {
		r = -ENOBUFS;
	}
	net_leave();
	return r < 0 ? r : len;
}

static void scatter(const struct pbuf *p, struct msghdr *m)
{
	u16_t off = 0;

	for (size_t i = 0; i < (size_t)m->msg_iovlen && off < p->tot_len; i++) {
		size_t n = UK_MIN(m->msg_iov[i].iov_len, (size_t)(p->tot_len - off));

		off = (u16_t)(off +
			      pbuf_copy_partial(p, m->msg_iov[i].iov_base, (u16_t)n, off));
	}
}

static void put_name(struct uk_socket *s, const struct net_dgram *d, struct msghdr *m)
{
	struct sockaddr_storage ss;
	int n;

	if (!m->msg_name)
		return;
	n = net_to_sockaddr(s->domain, &d->from, d->port, &ss);
	memcpy(m->msg_name, &ss, UK_MIN((socklen_t)n, m->msg_namelen));
	m->msg_namelen = (socklen_t)n;
}

static ssize_t op_recvmsg(struct uk_socket *s, struct msghdr *m, int flags)
{
	struct net_udp *u = net_udp(s);
	ssize_t room = net_iov_len(m->msg_iov, m->msg_iovlen), r = -EAGAIN;
	uint64_t deadline = 0;
	struct net_dgram *d;

	if (room < 0)
		return room;
	if (flags & MSG_OOB)
		return -EINVAL;
	m->msg_controllen = 0;
	m->msg_flags = 0;
	net_enter();
	net_sock_clear_fresh(&u->n);
	while (!(d = u->rx_head)) {
		if (u->n.error)
			r = net_sock_take_error(&u->n);
		else if (u->n.shut_rd)
			r = 0;
		if (r != -EAGAIN || net_sock_nonblock(&u->n, flags))
			break;
		if (!deadline)
			deadline = net_sock_deadline(u->n.rcvtimeo);
		r = net_waited(net_wait(&u->n.wait, deadline));
		if (r < 0)
			break;
		r = -EAGAIN;
		net_sock_clear_fresh(&u->n);
	}
	if (d) {
		put_name(s, d, m);
		scatter(d->p, m);
		r = d->p->tot_len;
		if (r > room) {
			m->msg_flags |= MSG_TRUNC;
			if (!(flags & MSG_TRUNC))
				r = room;
		}
		if (!(flags & MSG_PEEK))
			pop(u);
	}
	net_leave();
	return r;
}

static int op_shutdown(struct uk_socket *s, int how)
{
	struct net_udp *u = net_udp(s);

	if (how != SHUT_RD && how != SHUT_WR && how != SHUT_RDWR)
		return -EINVAL;
	if (!(udp_flags(u->pcb) & UDP_FLAGS_CONNECTED))
		return -ENOTCONN;
	net_enter();
	u->n.shut_rd |= how != SHUT_WR;
	u->n.shut_wr |= how != SHUT_RD;
	net_sock_event(&u->n, POLLIN | POLLOUT | POLLHUP);
	net_leave();
	return 0;
}

static int op_name(struct uk_socket *s, struct sockaddr_storage *addr, bool peer)
{
	struct net_udp *u = net_udp(s);

	if (!peer)
		return net_to_sockaddr(s->domain, &u->pcb->local_ip, u->pcb->local_port, addr);
	if (!(udp_flags(u->pcb) & UDP_FLAGS_CONNECTED))
		return -ENOTCONN;
	return net_to_sockaddr(s->domain, &u->pcb->remote_ip, u->pcb->remote_port, addr);
}

static int no_listen(struct uk_socket *s, int backlog)
{
	(void)s;
	(void)backlog;
	return -EOPNOTSUPP;
}

static int no_accept(struct uk_socket *s, struct uk_socket **out)
{
	(void)s;
	(void)out;
	return -EOPNOTSUPP;
}

static short op_poll(struct uk_file *f, short events)
{
	struct net_udp *u = uk_container_of(f, struct net_udp, n.s.file);
	short e = POLLOUT | POLLWRNORM;

	if (u->rx_head || u->n.shut_rd)
		e |= POLLIN | POLLRDNORM;
	if (u->n.error)
		e |= POLLERR;
	if (u->n.shut_rd && u->n.shut_wr)
		e |= POLLHUP;
	return e & (events | POLLERR | POLLHUP);
}

static int op_ioctl(struct uk_file *f, unsigned long cmd, void *arg)
{
	struct net_udp *u = uk_container_of(f, struct net_udp, n.s.file);

	if (cmd != FIONREAD)
		return -ENOTTY;
	*(int *)arg = u->rx_head ? u->rx_head->p->tot_len : 0;
	return 0;
}

static void op_close(struct uk_file *f)
{
	struct net_udp *u = uk_container_of(f, struct net_udp, n.s.file);

	net_enter();
	net_sock_clear_fresh(&u->n);
	net_udp_leave_groups(u);
	udp_remove(u->pcb);
	while (u->rx_head)
		pop(u);
	net_leave();
	uk_free(u);
}

static const struct uk_socket_ops udp_ops = {
	.bind = op_bind,
	.listen = no_listen,
	.accept = no_accept,
	.connect = op_connect,
	.sendmsg = op_sendmsg,
	.recvmsg = op_recvmsg,
	.shutdown = op_shutdown,
	.name = op_name,
	.getopt = net_udp_getopt,
	.setopt = net_udp_setopt,
};

static const struct uk_file_ops udp_file_ops = {
	.type = uk_socket_type,
	.readv = net_sock_readv,
	.writev = net_sock_writev,
	.stat = net_sock_stat,
	.ioctl = op_ioctl,
	.poll = op_poll,
	.close = op_close,
};

int net_udp_socket(int domain, int oflags, struct uk_socket **out)
{
	struct net_udp *u = uk_zalloc(sizeof(*u));

	if (!u)
		return -ENOMEM;
	net_sock_init(&u->n, &udp_ops, &udp_file_ops, domain, SOCK_DGRAM, IPPROTO_UDP, oflags);
	u->rx_end = &u->rx_head;
	u->rx_limit = RX_LIMIT;
	net_enter();
	u->pcb = udp_new_ip_type(domain == AF_INET ? IPADDR_TYPE_V4 : IPADDR_TYPE_V6);
	if (u->pcb)
		udp_recv(u->pcb, on_recv, u);
	net_leave();
	if (!u->pcb) {
		uk_free(u);
		return -ENOBUFS;
	}
	*out = &u->n.s;
	return 0;
}
