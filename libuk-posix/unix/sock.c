/* SPDX-License-Identifier: BSD-3-Clause */
/* Unix-domain sockets: their life, pairs, and polling. POSIX XSH 2.10.17. */
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <uk/heap.h>
#include "unix_priv.h"

struct uk_waitq uk_unix_room = UK_WAITQ_INIT(uk_unix_room);

static const struct uk_socket_ops socket_ops;
static const struct uk_file_ops file_ops;

void uk_unix_event(struct uk_unix *u, short events)
{
	uk_waitq_wake(&u->readers, UK_WAKE_ALL);
	uk_file_notify(&u->s.file, events);
}

void uk_unix_made_room(struct uk_unix *u)
{
	uk_waitq_wake(&uk_unix_room, UK_WAKE_ALL);
	UK_LIST_FOREACH(c, &u->clients, struct uk_unix, peer_link)
		uk_file_notify(&c->s.file, POLLOUT | POLLWRNORM);
}

int uk_unix_new(int type, int oflags, struct uk_unix **out)
{
	struct uk_unix *u = uk_zalloc(sizeof(*u));

	if (!u)
		return -ENOMEM;
	uk_file_init(&u->s.file, &file_ops, oflags);
	u->s.ops = &socket_ops;
	u->s.domain = AF_UNIX;
	u->s.type = type;
	u->name.len = u->peer_name.len = UK_UNIX_NO_NAME;
	uk_list_init(&u->named);
	uk_list_init(&u->clients);
	uk_list_init(&u->peer_link);
	uk_list_init(&u->queue);
	uk_list_init(&u->backlog);
	uk_list_init(&u->backlog_link);
	uk_waitq_init(&u->readers);
	*out = u;
	return 0;
}

int uk_unix_socket(int type, int protocol, int oflags, struct uk_socket **out)
{
	struct uk_unix *u;
	int r;

	if (type != SOCK_STREAM && type != SOCK_DGRAM && type != SOCK_SEQPACKET)
		return -EPROTONOSUPPORT;
	if (protocol != 0 && protocol != AF_UNIX)
		return -EPROTONOSUPPORT;
	r = uk_unix_new(type, oflags, &u);
	if (r == 0)
		*out = &u->s;
	return r;
}

void uk_unix_pair(struct uk_unix *a, struct uk_unix *b)
{
	a->peer = b;
	b->peer = a;
	uk_list_insert(&b->clients, &a->peer_link);
	uk_list_insert(&a->clients, &b->peer_link);
	a->state = b->state = UNIX_CONNECTED;
}

void uk_unix_unpair(struct uk_unix *u)
{
	uk_list_remove(&u->peer_link);
	u->peer = NULL;
	if (u->s.type == SOCK_DGRAM) {
		u->state = UNIX_IDLE;
		u->error = ECONNREFUSED;
		uk_unix_event(u, POLLOUT | POLLWRNORM);
		return;
	}
	u->state = UNIX_GONE;
	u->shut_rd = true;
	uk_unix_event(u, POLLIN | POLLRDNORM | POLLRDHUP | POLLHUP | POLLOUT);
}

static void unix_close(struct uk_file *f)
{
	struct uk_unix *u = uk_unix_of_file(f);
	bool unread = !uk_list_empty(&u->queue);
	struct uk_list *l;

	uk_list_remove(&u->named);
	uk_list_remove(&u->peer_link);
	while (!uk_list_empty(&u->clients)) {
		struct uk_unix *c = uk_list_entry(u->clients.next, struct uk_unix, peer_link);

		/* As Linux: what was not read is lost, and the sender is told. */
		if (unread && u->s.type != SOCK_DGRAM)
			c->error = ECONNRESET;
		uk_unix_unpair(c);
	}
	while ((l = uk_list_pop(&u->backlog)) != NULL)
		uk_file_unref(&uk_list_entry(l, struct uk_unix, backlog_link)->s.file);
	while ((l = uk_list_pop(&u->queue)) != NULL)
		uk_unix_free_msg(uk_list_entry(l, struct uk_unix_msg, link));
	uk_waitq_wake(&uk_unix_room, UK_WAKE_ALL);
	uk_free(u);
}

/*
 * May @u write? Room for some bytes is not enough: a write of more would fail with EAGAIN,
 * and who waits for POLLOUT to try again would never wait.
 */
static bool has_room(const struct uk_unix *u)
{
	return !u->peer || u->peer->queued + uk_unix_cost(UK_UNIX_PART) <= UK_UNIX_QUEUE_MAX;
}

static short unix_poll(struct uk_file *f, short events)
{
	struct uk_unix *u = uk_unix_of_file(f);
	short r = 0;

	if (u->state == UNIX_LISTENING)
		return uk_list_empty(&u->backlog) ? 0 : events & (POLLIN | POLLRDNORM);
	if (!uk_list_empty(&u->queue) || u->shut_rd)
		r |= events & (POLLIN | POLLRDNORM);
	if (u->shut_rd)
		r |= events & POLLRDHUP;
	if (u->state == UNIX_GONE || (u->shut_rd && u->shut_wr))
		r |= POLLHUP;
	if (u->state == UNIX_IDLE && u->s.type != SOCK_DGRAM)
		r |= POLLHUP;
	if (u->error)
		r |= POLLERR;
	if (has_room(u))
		r |= events & (POLLOUT | POLLWRNORM);
	return r;
}

static int unix_shutdown(struct uk_socket *s, int how)
{
	struct uk_unix *u = uk_unix_of(s), *p = u->peer;

	if (how != SHUT_RD && how != SHUT_WR && how != SHUT_RDWR)
		return -EINVAL;
	if (u->state != UNIX_CONNECTED && u->state != UNIX_GONE)
		return -ENOTCONN;
	/* Of a stream both ends know; datagrams come from others as well. */
	if (how != SHUT_WR) {
		u->shut_rd = true;
		if (p && s->type != SOCK_DGRAM)
			p->shut_wr = true;
		uk_unix_event(u, POLLIN | POLLRDNORM | POLLRDHUP);
	}
	if (how != SHUT_RD) {
		u->shut_wr = true;
		if (p && s->type != SOCK_DGRAM) {
			p->shut_rd = true;
			uk_unix_event(p, POLLIN | POLLRDNORM | POLLRDHUP);
		}
	}
	uk_unix_made_room(u);
	return 0;
}

static ssize_t unix_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct msghdr m = { .msg_iov = (struct iovec *)iov, .msg_iovlen = (size_t)cnt };

	(void)off;
	return uk_unix_recvmsg(&uk_unix_of_file(f)->s, &m, 0);
}

static ssize_t unix_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct msghdr m = { .msg_iov = (struct iovec *)iov, .msg_iovlen = (size_t)cnt };
	struct uk_socket *s = &uk_unix_of_file(f)->s;
	ssize_t r = uk_unix_sendmsg(s, &m, 0);

	(void)off;
	return r == -EPIPE && s->type == SOCK_STREAM ? uk_sigpipe(0) : r;
}

static int unix_stat(struct uk_file *f, struct stat *st)
{
	(void)f;
	st->st_mode = S_IFSOCK | 0777;
	st->st_nlink = 1;
	st->st_blksize = 4096;
	return 0;
}

static int unix_ioctl(struct uk_file *f, unsigned long cmd, void *arg)
{
	struct uk_unix *u = uk_unix_of_file(f);
	size_t n = 0;

	if (cmd != FIONREAD)
		return -ENOTTY;
	UK_LIST_FOREACH(m, &u->queue, struct uk_unix_msg, link) {
		n += m->len - m->done;
		if (u->s.type != SOCK_STREAM)
			break;
	}
	*(int *)arg = (int)n;
	return 0;
}

static const struct uk_socket_ops socket_ops = {
	.bind = uk_unix_bind,
	.listen = uk_unix_listen,
	.accept = uk_unix_accept,
	.connect = uk_unix_connect,
	.sendmsg = uk_unix_sendmsg,
	.recvmsg = uk_unix_recvmsg,
	.shutdown = unix_shutdown,
	.name = uk_unix_get_name,
	.getopt = uk_unix_getopt,
	.setopt = uk_unix_setopt,
};

static const struct uk_file_ops file_ops = {
	.type = uk_socket_type,
	.readv = unix_readv,
	.writev = unix_writev,
	.stat = unix_stat,
	.ioctl = unix_ioctl,
	.poll = unix_poll,
	.close = unix_close,
};
