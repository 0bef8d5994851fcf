/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What TCP and UDP sockets of the stack have in common. All under the core lock.
 */
#ifndef NET_SOCK_H
#define NET_SOCK_H

#include <errno.h>
#include <fcntl.h>
#include <sys/uio.h>

#include "stack.h"

struct net_sock {
	struct uk_socket s;
	struct uk_waitq wait;	     /* threads blocked in a call on this socket */
	uint64_t rcvtimeo, sndtimeo; /* nanoseconds, 0: none */
	int error;		     /* pending, positive errno; SO_ERROR takes it */
	bool fresh;		     /* counted in net.fresh */
	bool v6only;
	bool shut_rd, shut_wr;
};

static inline struct net_sock *net_sock(struct uk_socket *s)
{
	return uk_container_of(s, struct net_sock, s);
}
static inline struct net_sock *net_sock_of_file(struct uk_file *f)
{
	return uk_container_of(f, struct net_sock, s.file);
}

void net_sock_init(struct net_sock *n, const struct uk_socket_ops *ops,
		   const struct uk_file_ops *fops, int domain, int type, int protocol,
		   int oflags);

/* Something about the socket changed: wake who waits for it or polls it. */
static inline void net_sock_event(struct net_sock *n, short events)
{
	if (!uk_list_empty(&n->wait.threads))
		uk_waitq_wake(&n->wait, UK_WAKE_ALL);
	if (!uk_list_empty(&n->s.file.watchers))
		uk_file_notify(&n->s.file, events);
}

/* Input came / the application looked. */
static inline void net_sock_set_fresh(struct net_sock *n)
{
	if (!n->fresh) {
		n->fresh = true;
		net.fresh++;
	}
}
static inline void net_sock_clear_fresh(struct net_sock *n)
{
	if (n->fresh) {
		n->fresh = false;
		net.fresh--;
	}
}

static inline bool net_sock_nonblock(const struct net_sock *n, int flags)
{
	return (n->s.file.oflags & O_NONBLOCK) || (flags & MSG_DONTWAIT);
}
static inline uint64_t net_sock_deadline(uint64_t timeo)
{
	return timeo ? uk_clock_ns() + timeo : UK_FOREVER;
}

/* The pending error, taken; 0 if none. Negative errno. */
int net_sock_take_error(struct net_sock *n);

/* Total bytes of @iov, or -EINVAL when that does not fit a ssize_t. */
ssize_t net_iov_len(const struct iovec *iov, size_t cnt);

/* Options that all sockets have. -ENOPROTOOPT: not one of them. */
int net_sock_getopt(struct net_sock *n, int level, int name, void *val, socklen_t *len);
int net_sock_setopt(struct net_sock *n, int level, int name, const void *val, socklen_t len,
		    u8_t *so_options);
int net_opt_get_int(int v, void *val, socklen_t *len);
int net_opt_int(const void *val, socklen_t len, int *out);

/* file operations that are the same for all */
ssize_t net_sock_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off);
ssize_t net_sock_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off);
int net_sock_stat(struct uk_file *f, struct stat *st);

#endif
