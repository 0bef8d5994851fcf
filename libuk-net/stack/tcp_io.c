/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The bytes of TCP sockets. Received pbufs queue as they came and are copied once, into the
 * reader's buffer; written bytes are copied once, into the frame that is sent.
 */
#include <string.h>

#include "netbuf_mem.h"
#include "tcp.h"

/* A segment this short is copied behind the previous one if that has room:
 * many small segments must not each hold a packet buffer. */
#define JOIN_MAX 256

/*
 * When memory for packets is out and nothing of ours is in flight, nobody wakes us: look again.
 */
#define RETRY_NS UINT64_C(20000000)

/* -- receive -- */

/* Bytes free behind the data of a pbuf that is a received netbuf, or the inside of one
 * (loopback). */
static size_t tail_room(struct pbuf *p)
{
	const struct uk_netbuf *b;

	if (p->ref != 1)
		return 0;
	if (p->flags & PBUF_FLAG_IS_CUSTOM)
		b = uk_container_of((void *)p, struct uk_netbuf, priv);
	else if (net_pbuf_in_netbuf(p))
		b = net_mem_netbuf(p);
	else
		return 0;
	return (size_t)(b->buf + b->size - ((uint8_t *)p->payload + p->len));
}

static bool join(struct net_tcp *t, struct pbuf *p)
{
	struct pbuf *tail = t->rx_tail;

	if (p->next || p->len > JOIN_MAX || p->len > tail_room(tail))
		return false;
	memcpy((char *)tail->payload + tail->len, p->payload, p->len);
	tail->len = (u16_t)(tail->len + p->len);
	return true;
}

err_t net_tcp_on_recv(void *arg, struct tcp_pcb *pcb, struct pbuf *p, err_t err)
{
	struct net_tcp *t = arg;

	(void)err;
	if (!p) {
		t->eof = true;
		net_sock_set_fresh(&t->n);
		net_sock_event(&t->n, POLLIN | POLLRDHUP | (t->n.shut_wr ? POLLHUP : 0));
		return ERR_OK;
	}
	if (t->n.shut_rd) { /* taken and forgotten */
		tcp_recved(pcb, p->tot_len);
		pbuf_free(p);
		return ERR_OK;
	}
	t->rx_bytes += p->tot_len;
	if (!t->rx_head) {
		t->rx_head = p;
	} else if (join(t, p)) {
		pbuf_free(p);
		p = NULL;
	} else {
		t->rx_tail->next = p;
	}
	if (p) {
		while (p->next)
			p = p->next;
		t->rx_tail = p;
	}
	net_sock_set_fresh(&t->n);
	net_sock_event(&t->n, POLLIN);
	return ERR_OK;
}

static void pop_pbuf(struct net_tcp *t)
{
	struct pbuf *p = t->rx_head;

	t->rx_head = p->next;
	if (!t->rx_head)
		t->rx_tail = NULL;
	t->rx_off = 0;
	p->next = NULL;
	pbuf_free(p);
}

void net_tcp_drop_input(struct net_tcp *t)
{
	while (t->rx_head)
		pop_pbuf(t);
	t->rx_bytes = 0;
}

/* Copy up to @len received bytes out and forget them. */
static size_t take(struct net_tcp *t, char *dst, size_t len)
{
	size_t done = 0;

	while (done < len && t->rx_head) {
		struct pbuf *p = t->rx_head;
		size_t n = UK_MIN(len - done, (size_t)(p->len - t->rx_off));

		memcpy(dst + done, (char *)p->payload + t->rx_off, n);
		done += n;
		t->rx_off = (uint16_t)(t->rx_off + n);
		if (t->rx_off == p->len)
			pop_pbuf(t);
	}
	t->rx_bytes -= done;
	return done;
}

/* The same, forgetting nothing, from @skip bytes on. */
static size_t look(const struct net_tcp *t, char *dst, size_t len, size_t skip)
{
	size_t done = 0;

	skip += t->rx_off;
	for (const struct pbuf *p = t->rx_head; p && done < len; p = p->next) {
		size_t n;

		if (skip >= p->len) {
			skip -= p->len;
			continue;
		}
		n = UK_MIN(len - done, p->len - skip);
		memcpy(dst + done, (char *)p->payload + skip, n);
		done += n;
		skip = 0;
	}
	return done;
}

/* Tell the peer that there is room again. */
static void open_window(struct net_tcp *t, size_t n)
{
	while (n && t->pcb) {
		u16_t part = (u16_t)UK_MIN(n, (size_t)0xffff);

		tcp_recved(t->pcb, part);
		n -= part;
	}
}

/* Why there is nothing to read: 0 end of data, 1 wait for more, or -errno. */
static int why_empty(struct net_tcp *t)
{
	if (t->n.error)
		return net_sock_take_error(&t->n);
	if (t->eof || t->n.shut_rd)
		return 0;
	switch (t->state) {
	case TCP_IDLE:
	case TCP_LISTENING:
		return -ENOTCONN;
	case TCP_GONE:
		return 0;
	default:
		return 1;
	}
}

ssize_t net_tcp_recvmsg(struct uk_socket *s, struct msghdr *m, int flags)
{
	struct net_tcp *t = net_tcp(s);
	const bool peek = flags & MSG_PEEK;
	uint64_t deadline = 0;
	size_t done = 0, told = 0, in = 0, i = 0;
	ssize_t want = net_iov_len(m->msg_iov, m->msg_iovlen);
	int r = 0;

	if (want < 0)
		return want;
	if (flags & MSG_OOB)
		return -EINVAL;
	m->msg_namelen = 0;
	m->msg_controllen = 0;
	m->msg_flags = 0;
	net_enter();
	net_sock_clear_fresh(&t->n);
	while (done < (size_t)want) {
		const struct iovec *v = &m->msg_iov[i];
		char *dst = (char *)v->iov_base + in;
		size_t n = peek ? look(t, dst, v->iov_len - in, done)
				: take(t, dst, v->iov_len - in);

		done += n;
		in += n;
		if (in == v->iov_len) {
			i++;
			in = 0;
			continue;
		}
		if (done && !(flags & MSG_WAITALL))
			break;
		if (!peek) {
			open_window(t, done - told);
			told = done;
		}
		r = why_empty(t);
		if (r <= 0)
			break;
		r = -EAGAIN;
		if (net_sock_nonblock(&t->n, flags))
			break;
		if (!deadline)
			deadline = net_sock_deadline(t->n.rcvtimeo);
		r = net_waited(net_wait(&t->n.wait, deadline));
		if (r < 0)
			break;
		net_sock_clear_fresh(&t->n);
	}
	if (!peek)
		open_window(t, done - told);
	net_leave();
	return done ? (ssize_t)done : r;
}

/* -- send -- */

err_t net_tcp_on_sent(void *arg, struct tcp_pcb *pcb, u16_t len)
{
	struct net_tcp *t = arg;

	(void)pcb;
	(void)len;
	if (t->want_write && (net_tcp_writable(t) || tcp_sndqueuelen(t->pcb) == 0)) {
		t->want_write = false;
		net_sock_event(&t->n, POLLOUT);
	}
	return ERR_OK;
}

/* Why nothing can be written: 0 it can, or -errno. */
static int why_not(struct net_tcp *t)
{
	if (t->n.error)
		return net_sock_take_error(&t->n);
	if (t->n.shut_wr || t->state == TCP_GONE)
		return -EPIPE;
	if (t->state == TCP_CONNECTING)
		return -EAGAIN;
	return t->state == TCP_CONNECTED ? 0 : -ENOTCONN;
}

/*
 * Hand up to @len bytes to TCP: how many, 0 when there is no room or no memory now, or -errno.
 */
static ssize_t put(struct net_tcp *t, const char *src, size_t len, bool more)
{
	size_t n = UK_MIN(len, (size_t)tcp_sndbuf(t->pcb));
	err_t e;

	if (n > 0xffff) {
		n = 0xffff;
		more = true;
	}
	if (n == 0 || tcp_sndqueuelen(t->pcb) >= TCP_SND_QUEUELEN - 64)
		return 0;
	e = tcp_write(t->pcb, src, (u16_t)n,
		      TCP_WRITE_FLAG_COPY | (more ? TCP_WRITE_FLAG_MORE : 0));
	if (e == ERR_MEM && n > TCP_MSS) {
		n = TCP_MSS;
		e = tcp_write(t->pcb, src, (u16_t)n, TCP_WRITE_FLAG_COPY | TCP_WRITE_FLAG_MORE);
	}
	if (e == ERR_MEM)
		return 0;
	return e == ERR_OK ? (ssize_t)n : (ssize_t)(e == ERR_CONN ? -EPIPE : net_errno(e));
}

/* No room: send what there is and wait. 0: look again. */
static int wait_room(struct net_tcp *t, int flags, uint64_t *deadline)
{
	uint64_t until;
	bool retry;
	int r;

	if (t->pcb && t->state == TCP_CONNECTED)
		tcp_output(t->pcb);
	t->want_write = true;
	if (net_sock_nonblock(&t->n, flags))
		return -EAGAIN;
	if (!*deadline)
		*deadline = net_sock_deadline(t->n.sndtimeo);
	/* Room, but no memory: no acknowledgement may ever come to wake us. */
	retry = t->pcb && t->state == TCP_CONNECTED && tcp_sndbuf(t->pcb) > 0;
	until = retry ? UK_MIN(*deadline, uk_clock_ns() + RETRY_NS) : *deadline;
	r = net_waited(net_wait(&t->n.wait, until));
	return r == -EAGAIN && until != *deadline ? 0 : r;
}

ssize_t net_tcp_sendmsg(struct uk_socket *s, const struct msghdr *m, int flags)
{
	struct net_tcp *t = net_tcp(s);
	ssize_t want = net_iov_len(m->msg_iov, m->msg_iovlen), n;
	size_t done = 0, in = 0, i = 0;
	uint64_t deadline = 0;
	int r = 0;

	if (want < 0)
		return want;
	if (flags & MSG_OOB)
		return -EOPNOTSUPP;
	if (m->msg_name && t->state == TCP_CONNECTED)
		return -EISCONN;
	net_enter();
	for (;;) {
		r = why_not(t);
		if (r == 0 && done == (size_t)want)
			break;
		if (r == 0) {
			const struct iovec *v = &m->msg_iov[i];

			if (in == v->iov_len) {
				i++;
				in = 0;
				continue;
			}
			n = put(t, (const char *)v->iov_base + in, v->iov_len - in,
				done + (v->iov_len - in) < (size_t)want);
			if (n > 0) {
				done += (size_t)n;
				in += (size_t)n;
				continue;
			}
			r = n < 0 ? (int)n : -EAGAIN;
		}
		if (r == -EAGAIN)
			r = wait_room(t, flags, &deadline);
		if (r < 0)
			break;
	}
	if (done && t->pcb && t->state == TCP_CONNECTED)
		tcp_output(t->pcb);
	net_leave();
	return done ? (ssize_t)done : r;
}
