/* SPDX-License-Identifier: BSD-3-Clause */
/* listen(), accept(), connect() of Unix-domain sockets. A connection is complete at once. */
#include <poll.h>
#include <string.h>
#include "unix_priv.h"

int uk_unix_listen(struct uk_socket *s, int backlog)
{
	struct uk_unix *u = uk_unix_of(s);

	if (s->type == SOCK_DGRAM)
		return -EOPNOTSUPP;
	if (u->name.len == UK_UNIX_NO_NAME || u->state > UNIX_LISTENING)
		return -EINVAL;
	u->state = UNIX_LISTENING;
	u->backlog_max = backlog < 0 ? 0 : UK_MIN(backlog, SOMAXCONN);
	return 0;
}

int uk_unix_accept(struct uk_socket *s, struct uk_socket **out)
{
	struct uk_unix *u = uk_unix_of(s);
	struct uk_list *l;
	int r;

	if (s->type == SOCK_DGRAM)
		return -EOPNOTSUPP;
	if (u->state != UNIX_LISTENING)
		return -EINVAL;
	if (uk_list_empty(&u->backlog) && uk_unix_nonblock(u, 0))
		return -EAGAIN;
	r = uk_wait_event_intr(&u->readers, !uk_list_empty(&u->backlog),
			       uk_unix_deadline(u->rcvtimeo));
	if (r < 0)
		return r == -ETIMEDOUT ? -EAGAIN : r;
	l = uk_list_pop(&u->backlog);
	u->nbacklog--;
	*out = &uk_list_entry(l, struct uk_unix, backlog_link)->s;
	uk_unix_made_room(u);
	return 0;
}

/* Who listens at @addr and has room; -EAGAIN: it has none. */
static int listener(const struct uk_unix *u, const struct sockaddr *addr, socklen_t len,
		    struct uk_unix **out)
{
	int r = uk_unix_find(addr, len, out);

	if (r < 0)
		return r;
	if ((*out)->s.type != u->s.type)
		return -EPROTOTYPE;
	if ((*out)->state != UNIX_LISTENING)
		return -ECONNREFUSED;
	return (*out)->nbacklog > (*out)->backlog_max ? -EAGAIN : 0;
}

static int connect_stream(struct uk_unix *u, const struct sockaddr *addr, socklen_t len)
{
	struct uk_unix *l, *c;
	int r, w = 0;

	if (u->state != UNIX_IDLE)
		return u->state == UNIX_LISTENING ? -EINVAL : -EISCONN;
	r = listener(u, addr, len, &l);
	if (r == -EAGAIN && !uk_unix_nonblock(u, 0)) {
		w = uk_wait_event_intr(&uk_unix_room,
				       (r = listener(u, addr, len, &l)) != -EAGAIN,
				       uk_unix_deadline(u->sndtimeo));
		if (w == -EINTR)
			return w;
	}
	if (r == 0)
		r = uk_unix_new(u->s.type, O_RDWR, &c);
	if (r < 0)
		return r;
	uk_unix_pair(u, c);
	c->name = l->name; /* not listed: it is the listener's */
	u->peer_name = l->name;
	c->peer_name = u->name;
	c->passcred = l->passcred;
	uk_list_insert(&l->backlog, &c->backlog_link);
	l->nbacklog++;
	uk_unix_event(l, POLLIN | POLLRDNORM);
	return 0;
}

static int connect_dgram(struct uk_unix *u, const struct sockaddr *addr, socklen_t len)
{
	struct uk_unix *p = NULL;
	int r;

	if (addr->sa_family != AF_UNSPEC) {
		r = uk_unix_find(addr, len, &p);
		if (r == 0 && p->s.type != SOCK_DGRAM)
			r = -EPROTOTYPE;
		/* One that is connected takes datagrams of its peer only. */
		if (r == 0 && p->peer && p->peer != u)
			r = -EPERM;
		if (r < 0)
			return r;
	}
	uk_list_remove(&u->peer_link);
	u->peer = p;
	u->state = p ? UNIX_CONNECTED : UNIX_IDLE;
	if (p) {
		uk_list_insert(&p->clients, &u->peer_link);
		u->peer_name = p->name;
	}
	return 0;
}

int uk_unix_connect(struct uk_socket *s, const struct sockaddr *addr, socklen_t len)
{
	struct uk_unix *u = uk_unix_of(s);

	if (len < sizeof(addr->sa_family))
		return -EINVAL;
	return s->type == SOCK_DGRAM ? connect_dgram(u, addr, len)
				     : connect_stream(u, addr, len);
}
