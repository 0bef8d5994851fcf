/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Host sockets as files. Structures and constants are Linux's, so calls
 * pass through; errors are translated.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>

#include <uk/heap.h>

#include "host.h"

static const struct uk_socket_ops ops;
static const struct uk_file_ops file_ops;

static struct host_sock *sock(struct uk_socket *s)
{
	return uk_container_of(s, struct host_sock, s);
}

static bool nonblock(const struct host_sock *h, int flags)
{
	return (h->s.file.oflags & O_NONBLOCK) || (flags & MSG_DONTWAIT);
}

/* A call said that it would block: forget the readiness, wait for it. 0: try again. */
static int wait_for(struct host_sock *h, uint32_t what, int flags, uint64_t timeo,
		    uint64_t *deadline)
{
	int r;

	h->ready &= ~what;
	if (nonblock(h, flags))
		return -EAGAIN;
	if (!*deadline)
		*deadline = timeo ? uk_clock_ns() + timeo : UK_FOREVER;
	what |= UK_LINUX_ERR | UK_LINUX_HUP;
	if (what & UK_LINUX_IN)
		what |= UK_LINUX_RDHUP;
	r = uk_wait_event_intr(&h->wait, h->ready & what, *deadline);
	/* These stay set; the call itself will tell what is wrong. */
	return r == -ETIMEDOUT ? -EAGAIN : r;
}

static int wrap(long fd, int domain, int type, int protocol, int oflags, struct uk_socket **out)
{
	struct host_sock *h;
	int r;

	if (fd < 0)
		return (int)uk_linux_errno(fd);
	h = uk_zalloc(sizeof(*h));
	r = h ? 0 : -ENOMEM;
	if (h) {
		uk_file_init(&h->s.file, &file_ops, oflags);
		h->s.ops = &ops;
		h->s.domain = domain;
		h->s.type = type;
		h->s.protocol = protocol;
		h->fd = (int)fd;
		uk_waitq_init(&h->wait);
		r = host_events_add(h);
	}
	if (r < 0) {
		HOST_CALL(close, fd, 0, 0, 0, 0, 0);
		uk_free(h);
		return r;
	}
	*out = &h->s;
	return 0;
}

int host_socket(int domain, int type, int protocol, int oflags, struct uk_socket **out)
{
	if (domain != AF_INET && domain != AF_INET6)
		return -EAFNOSUPPORT;
	if (type != SOCK_STREAM && type != SOCK_DGRAM)
		return -EPROTONOSUPPORT;
	return wrap(HOST_CALL(socket, domain, type | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol, 0,
			      0, 0),
		    domain, type, type == SOCK_STREAM ? IPPROTO_TCP : IPPROTO_UDP, oflags, out);
}

static int op_bind(struct uk_socket *s, const struct sockaddr *addr, socklen_t len)
{
	return (int)uk_linux_errno(HOST_CALL(bind, sock(s)->fd, addr, len, 0, 0, 0));
}

static int op_listen(struct uk_socket *s, int backlog)
{
	struct host_sock *h = sock(s);
	int r = (int)uk_linux_errno(HOST_CALL(listen, h->fd, backlog, 0, 0, 0, 0));

	/* Before, it counted as hung up, and no event tells that this is over. */
	if (r == 0)
		h->ready &= ~(UK_LINUX_OUT | UK_LINUX_HUP | UK_LINUX_ERR);
	return r;
}

static int op_accept(struct uk_socket *s, struct uk_socket **out)
{
	struct host_sock *h = sock(s);
	uint64_t deadline = 0;

	for (;;) {
		long fd = HOST_CALL(accept4, h->fd, 0, 0, SOCK_NONBLOCK | SOCK_CLOEXEC, 0, 0);
		int r;

		h->doubt |= UK_LINUX_IN;
		if (fd >= 0)
			return wrap(fd, s->domain, s->type, s->protocol, O_RDWR, out);
		r = (int)uk_linux_errno(fd);
		if (r == -EAGAIN)
			r = wait_for(h, UK_LINUX_IN, 0, h->rcvtimeo, &deadline);
		if (r < 0)
			return r;
	}
}

static int take_error(struct host_sock *h)
{
	int e = 0;
	socklen_t len = sizeof(e);
	long r = HOST_CALL(getsockopt, h->fd, SOL_SOCKET, SO_ERROR, &e, &len, 0);

	return (int)uk_linux_errno(r < 0 ? r : -(long)e);
}

static int op_connect(struct uk_socket *s, const struct sockaddr *addr, socklen_t len)
{
	struct host_sock *h = sock(s);
	uint64_t deadline = 0;
	int r;

	h->ready &= ~(UK_LINUX_OUT | UK_LINUX_HUP | UK_LINUX_ERR);
	r = (int)uk_linux_errno(HOST_CALL(connect, h->fd, addr, len, 0, 0, 0));
	/* Under way: since before, if this call was interrupted and starts again. */
	if ((r != -EINPROGRESS && r != -EALREADY) || nonblock(h, 0))
		return r;
	r = wait_for(h, UK_LINUX_OUT, 0, h->sndtimeo, &deadline);
	if (r < 0) /* interrupted, it goes on by itself */
		return r == -EINTR ? r : -EINPROGRESS;
	return take_error(h);
}

static size_t total(const struct msghdr *m)
{
	size_t n = 0;

	for (size_t i = 0; i < (size_t)m->msg_iovlen; i++)
		n += m->msg_iov[i].iov_len;
	return n;
}

/* Pieces @m after its first @skip bytes, cut to what fits in @out. Returns how many. */
static int rest(const struct msghdr *m, size_t skip, struct iovec *out, int max)
{
	int n = 0;

	for (size_t i = 0; i < (size_t)m->msg_iovlen && n < max; i++) {
		struct iovec v = m->msg_iov[i];

		if (skip >= v.iov_len) {
			skip -= v.iov_len;
			continue;
		}
		out[n++] = (struct iovec){ (char *)v.iov_base + skip, v.iov_len - skip };
		skip = 0;
	}
	return n;
}

static ssize_t op_sendmsg(struct uk_socket *s, const struct msghdr *m, int flags)
{
	struct host_sock *h = sock(s);
	size_t want = total(m), done = 0;
	uint64_t deadline = 0;
	struct iovec v[16];
	struct msghdr part = *m;

	for (;;) {
		long n = HOST_CALL(sendmsg, h->fd, &part, flags | MSG_NOSIGNAL | MSG_DONTWAIT,
				   0, 0, 0);
		int r;

		if (n >= 0) {
			done += (size_t)n;
			if (s->type != SOCK_STREAM || done >= want)
				return (ssize_t)done;
			h->ready &= ~UK_LINUX_OUT;
			n = -EAGAIN;
		}
		r = (int)uk_linux_errno(n);
		if (r == -EAGAIN)
			r = wait_for(h, UK_LINUX_OUT, flags, h->sndtimeo, &deadline);
		if (r < 0)
			return done ? (ssize_t)done : r;
		if (done) {
			part.msg_iov = v;
			part.msg_iovlen = (size_t)rest(m, done, v, 16);
		}
	}
}

static ssize_t op_recvmsg(struct uk_socket *s, struct msghdr *m, int flags)
{
	struct host_sock *h = sock(s);
	const bool all = (flags & MSG_WAITALL) && s->type == SOCK_STREAM && !(flags & MSG_PEEK);
	size_t want = total(m), done = 0;
	uint64_t deadline = 0;
	struct iovec v[16];
	struct msghdr part = *m;

	for (;;) {
		long n = HOST_CALL(recvmsg, h->fd, &part, (flags & ~MSG_WAITALL) | MSG_DONTWAIT,
				   0, 0, 0);
		int r;

		if (n >= 0) {
			if (done == 0) {
				m->msg_namelen = part.msg_namelen;
				m->msg_controllen = part.msg_controllen;
				m->msg_flags = part.msg_flags;
			}
			done += (size_t)n;
			/* Less than there was room for: the queue is empty. (Its end shows as
			 * RDHUP, which stays.) */
			if (s->type == SOCK_STREAM && done < want && !(flags & MSG_PEEK))
				h->ready &= ~UK_LINUX_IN;
			h->doubt |= UK_LINUX_IN;
			if (!all || done >= want || n == 0)
				return (ssize_t)done;
			part.msg_iov = v;
			part.msg_iovlen = (size_t)rest(m, done, v, 16);
			continue;
		}
		r = (int)uk_linux_errno(n);
		if (r == -EAGAIN)
			r = wait_for(h, UK_LINUX_IN, flags, h->rcvtimeo, &deadline);
		if (r < 0)
			return done ? (ssize_t)done : r;
	}
}

static int op_shutdown(struct uk_socket *s, int how)
{
	return (int)uk_linux_errno(HOST_CALL(shutdown, sock(s)->fd, how, 0, 0, 0, 0));
}

static int op_name(struct uk_socket *s, struct sockaddr_storage *addr, bool peer)
{
	socklen_t len = sizeof(*addr);
	long r = peer ? HOST_CALL(getpeername, sock(s)->fd, addr, &len, 0, 0, 0)
		      : HOST_CALL(getsockname, sock(s)->fd, addr, &len, 0, 0, 0);

	return r < 0 ? (int)uk_linux_errno(r) : (int)len;
}

static int op_getopt(struct uk_socket *s, int level, int name, void *val, socklen_t *len)
{
	struct host_sock *h = sock(s);

	if (level == SOL_SOCKET && name == SO_ERROR) {
		int e = -take_error(h);

		if (*len > sizeof(e))
			*len = sizeof(e);
		memcpy(val, &e, *len);
		return 0;
	}
	return (int)uk_linux_errno(HOST_CALL(getsockopt, h->fd, level, name, val, len, 0));
}

static int op_setopt(struct uk_socket *s, int level, int name, const void *val, socklen_t len)
{
	struct host_sock *h = sock(s);
	int r = (int)uk_linux_errno(HOST_CALL(setsockopt, h->fd, level, name, val, len, 0));
	struct timeval tv;

	/* The host's descriptor does not block: waiting, and giving up, is done here. */
	if (r == 0 && level == SOL_SOCKET && (name == SO_RCVTIMEO || name == SO_SNDTIMEO) &&
	    len >= sizeof(tv)) {
		memcpy(&tv, val, sizeof(tv));
		*(name == SO_RCVTIMEO ? &h->rcvtimeo : &h->sndtimeo) =
			tv.tv_sec < 0 ? 1
				      : (uint64_t)tv.tv_sec * 1000000000 +
						(uint64_t)tv.tv_usec * 1000;
	}
	return r;
}

static ssize_t f_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct msghdr m = { .msg_iov = (struct iovec *)iov, .msg_iovlen = (size_t)cnt };

	(void)off;
	return op_recvmsg(uk_container_of(f, struct uk_socket, file), &m, 0);
}

static ssize_t f_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct uk_socket *s = uk_container_of(f, struct uk_socket, file);
	struct msghdr m = { .msg_iov = (struct iovec *)iov, .msg_iovlen = (size_t)cnt };
	ssize_t r = op_sendmsg(s, &m, 0);

	(void)off;
	return r == -EPIPE && s->type == SOCK_STREAM ? uk_sigpipe(0) : r;
}

static int f_stat(struct uk_file *f, struct stat *st)
{
	(void)f;
	memset(st, 0, sizeof(*st));
	st->st_mode = S_IFSOCK | 0777;
	st->st_nlink = 1;
	st->st_blksize = 4096;
	return 0;
}

static int f_ioctl(struct uk_file *f, unsigned long cmd, void *arg)
{
	struct host_sock *h = uk_container_of(f, struct host_sock, s.file);

	if (cmd != FIONREAD)
		return -ENOTTY;
	return (int)uk_linux_errno(HOST_CALL(ioctl, h->fd, cmd, arg, 0, 0, 0));
}

static short known(const struct host_sock *h)
{
	short e = 0;

	if (h->ready & (UK_LINUX_IN | UK_LINUX_RDHUP))
		e |= POLLIN | POLLRDNORM;
	if (h->ready & UK_LINUX_RDHUP)
		e |= POLLRDHUP;
	if (h->ready & UK_LINUX_OUT)
		e |= POLLOUT | POLLWRNORM;
	if (h->ready & UK_LINUX_ERR)
		e |= POLLERR;
	if (h->ready & UK_LINUX_HUP)
		e |= POLLHUP;
	return e;
}

/* What is remembered may be over, and a blocking call after poll must not block. */
static void make_sure(struct host_sock *h)
{
	struct uk_linux_timespec now = { 0 }; /* no constant: ppoll writes what is left */
	const short all = UK_LINUX_IN | UK_LINUX_OUT | UK_LINUX_RDHUP;
	struct pollfd p = { .fd = h->fd, .events = all };

	if (HOST_CALL(ppoll, &p, 1, &now, 0, 0, 0) >= 0)
		h->ready = (uint32_t)(unsigned short)p.revents; /* epoll's bits are poll's */
	h->doubt = 0;
}

static short f_poll(struct uk_file *f, short events)
{
	struct host_sock *h = uk_container_of(f, struct host_sock, s.file);

	events |= POLLERR | POLLHUP;
	if (!(known(h) & events))
		host_events_refresh();
	else if (h->ready & h->doubt)
		make_sure(h);
	return known(h) & events;
}

static void f_close(struct uk_file *f)
{
	struct host_sock *h = uk_container_of(f, struct host_sock, s.file);

	host_events_remove(h);
	HOST_CALL(close, h->fd, 0, 0, 0, 0, 0);
	uk_free(h);
}

static const struct uk_socket_ops ops = {
	.bind = op_bind,
	.listen = op_listen,
	.accept = op_accept,
	.connect = op_connect,
	.sendmsg = op_sendmsg,
	.recvmsg = op_recvmsg,
	.shutdown = op_shutdown,
	.name = op_name,
	.getopt = op_getopt,
	.setopt = op_setopt,
};

static const struct uk_file_ops file_ops = {
	.type = uk_socket_type,
	.readv = f_readv,
	.writev = f_writev,
	.stat = f_stat,
	.ioctl = f_ioctl,
	.poll = f_poll,
	.close = f_close,
};
