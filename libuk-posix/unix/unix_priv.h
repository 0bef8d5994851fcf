/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Private: Unix-domain sockets. What is sent is a message in the receiver's queue, at once;
 * there is nothing in between. Two sockets that are connected point at each other, and closing
 * one undoes that, so a pointer to a peer is good until the next wait.
 */
#ifndef UNIX_PRIV_H
#define UNIX_PRIV_H

#include <sys/un.h>
#include <uk/socket.h>
#include "posix.h"

#define UK_UNIX_QUEUE_MAX 212992 /* bytes in a queue, with what messages take besides */
#define UK_UNIX_PART	  32768	 /* of a long write of a stream */
#define UK_UNIX_FDS_MAX	  253	 /* of one message, as on Linux */

/* A name, in the form in which it was bound. */
struct uk_unix_name {
	socklen_t len; /* of addr; offsetof(sun_path): none */
	struct sockaddr_un addr;
	uint64_t dev, ino; /* of a path */
};
#define UK_UNIX_NO_NAME ((socklen_t)offsetof(struct sockaddr_un, sun_path))

struct uk_unix_msg {
	struct uk_list link;
	size_t len, done;	   /* bytes; those of a stream that were read already */
	struct uk_unix_name *from; /* of a datagram whose sender has a name, or NULL */
	struct uk_file **fds;	   /* references */
	unsigned nfds;
	char data[];
};

enum uk_unix_state { UNIX_IDLE, UNIX_LISTENING, UNIX_CONNECTED, UNIX_GONE };

struct uk_unix {
	struct uk_socket s;
	enum uk_unix_state state;
	struct uk_unix_name name;
	struct uk_list named; /* in the list of those with names */
	struct uk_unix *peer;
	struct uk_list clients; /* those whose peer this is, by peer_link */
	struct uk_list peer_link;
	struct uk_unix_name peer_name; /* as the peer was called when they met */
	struct uk_list queue;	       /* of messages */
	size_t queued;
	struct uk_list backlog; /* listening: sockets not accepted yet, by backlog_link */
	struct uk_list backlog_link;
	int nbacklog, backlog_max;
	struct uk_waitq readers; /* of the queue or backlog */
	uint64_t rcvtimeo, sndtimeo;
	bool shut_rd, shut_wr; /* shut_rd: by this end, or nobody will send any more */
	bool passcred;
	int error; /* pending, positive */
};

static inline struct uk_unix *uk_unix_of(struct uk_socket *s)
{
	return uk_container_of(s, struct uk_unix, s);
}

static inline struct uk_unix *uk_unix_of_file(struct uk_file *f)
{
	return uk_container_of(f, struct uk_unix, s.file);
}

static inline bool uk_unix_nonblock(const struct uk_unix *u, int flags)
{
	return u->s.file.oflags & O_NONBLOCK || flags & MSG_DONTWAIT;
}

static inline uint64_t uk_unix_deadline(uint64_t timeo)
{
	return timeo ? uk_clock_ns() + timeo : UK_FOREVER;
}

/* sock.c */
int uk_unix_new(int type, int oflags, struct uk_unix **out);
void uk_unix_pair(struct uk_unix *a, struct uk_unix *b);
/* @u has no peer any more; its reader learns of the end. */
void uk_unix_unpair(struct uk_unix *u);
/* Who waits for room in any queue or backlog; it is rare, so there is one for all. */
extern struct uk_waitq uk_unix_room;
void uk_unix_made_room(struct uk_unix *u);
/* Something came for @u: wake who reads or polls it. */
void uk_unix_event(struct uk_unix *u, short events);

/* name.c */
int uk_unix_bind(struct uk_socket *s, const struct sockaddr *addr, socklen_t len);
int uk_unix_autobind(struct uk_unix *u);
/* Who has that name: 0, -EINVAL, -ECONNREFUSED, -ENOENT …; *out is good until the next wait. */
int uk_unix_find(const void *addr, socklen_t len, struct uk_unix **out);
int uk_unix_get_name(struct uk_socket *s, struct sockaddr_storage *addr, bool peer);

/* connect.c */
int uk_unix_listen(struct uk_socket *s, int backlog);
int uk_unix_accept(struct uk_socket *s, struct uk_socket **out);
int uk_unix_connect(struct uk_socket *s, const struct sockaddr *addr, socklen_t len);

/* send.c, recv.c */
ssize_t uk_unix_sendmsg(struct uk_socket *s, const struct msghdr *m, int flags);
ssize_t uk_unix_recvmsg(struct uk_socket *s, struct msghdr *m, int flags);
static inline size_t uk_unix_cost(size_t len)
{
	return len + sizeof(struct uk_unix_msg);
}

/* rights.c: the descriptors of ancillary data, as references in @msg. 0 or -errno. */
int uk_unix_take_rights(const struct msghdr *m, struct uk_unix_msg *msg);
/* New descriptors for them, and credentials; what has no room is lost (MSG_CTRUNC). */
void uk_unix_give_ancillary(struct uk_unix *u, struct uk_unix_msg *msg, struct msghdr *m,
			    int flags);
void uk_unix_free_msg(struct uk_unix_msg *msg);

/* option.c */
int uk_unix_getopt(struct uk_socket *s, int level, int name, void *val, socklen_t *len);
int uk_unix_setopt(struct uk_socket *s, int level, int name, const void *val, socklen_t len);

#endif
