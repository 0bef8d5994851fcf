/* SPDX-License-Identifier: BSD-3-Clause */
/* Sending by Unix-domain sockets: into the peer's queue. */
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <uk/heap.h>
#include "unix_priv.h"

struct piece {
	const struct iovec *iov;
	size_t used; /* of iov[0] */
};

static void gather(struct piece *p, char *to, size_t len)
{
	while (len) {
		size_t n = UK_MIN(len, p->iov->iov_len - p->used);

		if (n)
			memcpy(to, (char *)p->iov->iov_base + p->used, n);
		to += n;
		len -= n;
		p->used += n;
		if (p->used == p->iov->iov_len) {
			p->iov++;
			p->used = 0;
		}
	}
}

/* Who gets what @u sends now, if it may: 0 or -errno. */
static int target(struct uk_unix *u, const struct msghdr *m, struct uk_unix **out)
{
	int r;

	if (u->error) {
		r = -u->error;
		u->error = 0;
		/* A reset is told once by reading; writing is a broken pipe. */
		if (u->s.type == SOCK_DGRAM)
			return r;
	}
	if (u->shut_wr || u->state == UNIX_GONE)
		return -EPIPE;
	if (u->s.type == SOCK_DGRAM && m->msg_name) {
		r = uk_unix_find(m->msg_name, m->msg_namelen, out);
		if (r == 0 && (*out)->s.type != SOCK_DGRAM)
			r = -EPROTOTYPE;
		if (r == 0 && (*out)->peer && (*out)->peer != u)
			r = -EPERM;
	} else {
		*out = u->peer;
		r = u->peer ? 0 : -ENOTCONN;
		if (m->msg_name && r == 0)
			r = -EISCONN;
	}
	if (r == 0 && (*out)->shut_rd)
		r = -EPIPE;
	return r;
}

/* The same when there is room for @cost in its queue. */
static int with_room(struct uk_unix *u, const struct msghdr *m, size_t cost,
		     struct uk_unix **out)
{
	int r = target(u, m, out);

	if (r == 0 && (*out)->queued && (*out)->queued + cost > UK_UNIX_QUEUE_MAX)
		return -EAGAIN;
	return r;
}

static struct uk_unix_msg *new_msg(struct uk_unix *u, size_t len)
{
	struct uk_unix_msg *msg = uk_malloc(sizeof(*msg) + len);

	if (!msg)
		return NULL;
	*msg = (struct uk_unix_msg){ .len = len };
	if (u->s.type == SOCK_DGRAM && u->name.len != UK_UNIX_NO_NAME) {
		msg->from = uk_malloc(sizeof(*msg->from));
		if (!msg->from) {
			uk_free(msg);
			return NULL;
		}
		*msg->from = u->name;
	}
	return msg;
}

/* One message of @len bytes of @p. */
static int send_one(struct uk_unix *u, const struct msghdr *m, struct piece *p, size_t len,
		    bool first, int flags)
{
	struct uk_unix_msg *msg = new_msg(u, len);
	struct uk_unix *to;
	int r, w;

	if (!msg)
		return -ENOBUFS;
	r = first ? uk_unix_take_rights(m, msg) : 0;
	if (r == 0) {
		r = with_room(u, m, uk_unix_cost(len), &to);
		if (r == -EAGAIN && !uk_unix_nonblock(u, flags)) {
			w = uk_wait_event_intr(&uk_unix_room,
					       (r = with_room(u, m, uk_unix_cost(len), &to)) !=
						       -EAGAIN,
					       uk_unix_deadline(u->sndtimeo));
			if (w == -EINTR)
				r = w;
		}
	}
	if (r < 0) {
		uk_unix_free_msg(msg);
		return r;
	}
	gather(p, msg->data, len);
	uk_list_insert(&to->queue, &msg->link);
	to->queued += uk_unix_cost(len);
	uk_unix_event(to, POLLIN | POLLRDNORM);
	return 0;
}

ssize_t uk_unix_sendmsg(struct uk_socket *s, const struct msghdr *m, int flags)
{
	struct uk_unix *u = uk_unix_of(s);
	struct piece p = { .iov = m->msg_iov };
	ssize_t total, done = 0;
	int r;

	if (m->msg_iovlen > UIO_MAXIOV)
		return -EMSGSIZE;
	total = uk_iov_len(m->msg_iov, (int)m->msg_iovlen);
	if (total < 0)
		return total;
	if (flags & MSG_OOB)
		return -EOPNOTSUPP;
	if (s->type != SOCK_STREAM) {
		if (uk_unix_cost((size_t)total) > UK_UNIX_QUEUE_MAX)
			return -EMSGSIZE;
		r = send_one(u, m, &p, (size_t)total, true, flags);
		return r < 0 ? r : total;
	}
	do {
		size_t n = (size_t)UK_MIN(total - done, (ssize_t)UK_UNIX_PART);

		if (n == 0) { /* nothing to send, but is there somebody? */
			struct uk_unix *to;

			return target(u, m, &to);
		}
		r = send_one(u, m, &p, n, done == 0, flags);
		if (r < 0)
			return done ? done : r;
		done += (ssize_t)n;
	} while (done < total);
	return done;
}
