/* SPDX-License-Identifier: BSD-3-Clause */
/* Receiving by Unix-domain sockets. */
#include <poll.h>
#include <string.h>
#include "unix_priv.h"

static bool something(const struct uk_unix *u)
{
	return !uk_list_empty(&u->queue) || u->shut_rd || (u->error && u->s.type != SOCK_DGRAM);
}

/* Wait for a message. 0: there is one; 1: nobody will send any more; or -errno. */
static int wait_for_one(struct uk_unix *u, int flags)
{
	int r;

	if (u->s.type != SOCK_DGRAM && u->state != UNIX_CONNECTED && u->state != UNIX_GONE)
		return u->state == UNIX_LISTENING ? -EINVAL : -ENOTCONN;
	if (!something(u) && uk_unix_nonblock(u, flags))
		return -EAGAIN;
	r = uk_wait_event_intr(&u->readers, something(u), uk_unix_deadline(u->rcvtimeo));
	if (r < 0)
		return r == -ETIMEDOUT ? -EAGAIN : r;
	if (!uk_list_empty(&u->queue))
		return 0;
	if (u->error && u->s.type != SOCK_DGRAM) {
		r = -u->error;
		u->error = 0;
		return r;
	}
	return 1;
}

static void drop(struct uk_unix *u, struct uk_unix_msg *msg)
{
	uk_list_remove(&msg->link);
	u->queued -= uk_unix_cost(msg->len);
	uk_unix_free_msg(msg);
	uk_unix_made_room(u);
}

/* A datagram, or the record of a seqpacket: what does not fit is lost. */
static ssize_t receive_record(struct uk_unix *u, struct uk_unix_msg *msg, struct msghdr *m,
			      size_t room, socklen_t namelen, int flags)
{
	size_t n = UK_MIN(msg->len, room);

	uk_iov_put(m->msg_iov, msg->data, n);
	if (msg->from && m->msg_name) {
		memcpy(m->msg_name, &msg->from->addr, UK_MIN(namelen, msg->from->len));
		m->msg_namelen = msg->from->len;
	}
	if (msg->len > room) {
		m->msg_flags |= MSG_TRUNC;
		if (flags & MSG_TRUNC)
			n = msg->len;
	}
	if (u->s.type == SOCK_SEQPACKET)
		m->msg_flags |= MSG_EOR;
	uk_unix_give_ancillary(u, msg, m, flags);
	if (!(flags & MSG_PEEK))
		drop(u, msg);
	return (ssize_t)n;
}

/*
 * Bytes of a stream, over several messages; but those with descriptors are not joined with what
 * comes after, nor what came before with them.
 */
static size_t receive_bytes(struct uk_unix *u, struct msghdr *m, size_t done, size_t room,
			    int flags, bool *stop)
{
	struct uk_list *l = u->queue.next, *next;
	bool given = done > 0;

	for (; done < room && l != &u->queue; l = next) {
		struct uk_unix_msg *msg = uk_list_entry(l, struct uk_unix_msg, link);
		size_t n = UK_MIN(msg->len - msg->done, room - done);
		bool rights = msg->nfds > 0;

		next = l->next;
		if (rights && given) {
			*stop = true;
			break;
		}
		uk_iov_put_at(m->msg_iov, done, msg->data + msg->done, n);
		if (!given)
			uk_unix_give_ancillary(u, msg, m, flags);
		given = true;
		done += n;
		if (!(flags & MSG_PEEK)) {
			msg->done += n;
			if (msg->done == msg->len)
				drop(u, msg);
		}
		if (rights) {
			*stop = true;
			break;
		}
	}
	return done;
}

ssize_t uk_unix_recvmsg(struct uk_socket *s, struct msghdr *m, int flags)
{
	struct uk_unix *u = uk_unix_of(s);
	socklen_t namelen = m->msg_namelen;
	bool stop = false;
	ssize_t room;
	size_t done = 0;
	int r;

	if (m->msg_iovlen > UIO_MAXIOV)
		return -EMSGSIZE;
	room = uk_iov_len(m->msg_iov, (int)m->msg_iovlen);
	if (room < 0)
		return room;
	if (flags & MSG_OOB)
		return -EOPNOTSUPP;
	m->msg_flags = 0;
	m->msg_namelen = 0;
	if (s->type != SOCK_STREAM) {
		r = wait_for_one(u, flags);
		if (r) {
			m->msg_controllen = 0;
			return r < 0 ? r : 0;
		}
		return receive_record(u, uk_list_entry(u->queue.next, struct uk_unix_msg, link),
				      m, (size_t)room, namelen, flags);
	}
	if (room == 0) {
		m->msg_controllen = 0;
		return 0;
	}
	do {
		r = wait_for_one(u, flags);
		if (r)
			break;
		done = receive_bytes(u, m, done, (size_t)room, flags, &stop);
	} while (flags & MSG_WAITALL && !(flags & MSG_PEEK) && !stop && done < (size_t)room);
	if (!done)
		m->msg_controllen = 0;
	return done || r >= 0 ? (ssize_t)done : r;
}
