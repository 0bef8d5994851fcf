/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The common part of the stack's sockets: creation, file operations that only
 * translate, options of level SOL_SOCKET.
 */
#include <limits.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/stat.h>
#include <uk/sockopt.h>

#include "lwip/ip.h"
#include "sock.h"

void net_sock_init(struct net_sock *n, const struct uk_socket_ops *ops,
		   const struct uk_file_ops *fops, int domain, int type, int protocol,
		   int oflags)
{
	uk_file_init(&n->s.file, fops, oflags);
	n->s.ops = ops;
	n->s.domain = domain;
	n->s.type = type;
	n->s.protocol = protocol;
	uk_waitq_init(&n->wait);
}

int net_sock_take_error(struct net_sock *n)
{
	int e = n->error;

	n->error = 0;
	return -e;
}

ssize_t net_iov_len(const struct iovec *iov, size_t cnt)
{
	size_t sum = 0;

	while (cnt--) {
		if (iov->iov_len > SSIZE_MAX - sum)
			return -EINVAL;
		sum += iov++->iov_len;
	}
	return (ssize_t)sum;
}

ssize_t net_sock_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct uk_socket *s = uk_container_of(f, struct uk_socket, file);
	struct msghdr m = { .msg_iov = (struct iovec *)iov, .msg_iovlen = (size_t)cnt };

	(void)off;
	return s->ops->recvmsg(s, &m, 0);
}

ssize_t net_sock_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct uk_socket *s = uk_container_of(f, struct uk_socket, file);
	struct msghdr m = { .msg_iov = (struct iovec *)iov, .msg_iovlen = (size_t)cnt };

	ssize_t r = s->ops->sendmsg(s, &m, 0);

	(void)off;
	return r == -EPIPE && s->type == SOCK_STREAM ? uk_sigpipe(0) : r;
}

int net_sock_stat(struct uk_file *f, struct stat *st)
{
	(void)f;
	memset(st, 0, sizeof(*st));
	st->st_mode = S_IFSOCK | 0777;
	st->st_nlink = 1;
	st->st_blksize = 4096;
	return 0;
}

int net_opt_get_int(int v, void *val, socklen_t *len)
{
	return uk_sockopt_put_int(v, val, len);
}

int net_opt_int(const void *val, socklen_t len, int *out)
{
	return uk_sockopt_int(val, len, out);
}

int net_sock_getopt(struct net_sock *n, int level, int name, void *val, socklen_t *len)
{
	if (level != SOL_SOCKET)
		return -ENOPROTOOPT;
	switch (name) {
	case SO_ERROR:
		return net_opt_get_int(-net_sock_take_error(n), val, len);
	case SO_TYPE:
		return net_opt_get_int(n->s.type, val, len);
	case SO_DOMAIN:
		return net_opt_get_int(n->s.domain, val, len);
	case SO_PROTOCOL:
		return net_opt_get_int(n->s.protocol, val, len);
	case SO_RCVTIMEO:
		return uk_sockopt_put_time(n->rcvtimeo, val, len);
	case SO_SNDTIMEO:
		return uk_sockopt_put_time(n->sndtimeo, val, len);
	default:
		return -ENOPROTOOPT;
	}
}

int net_sock_setopt(struct net_sock *n, int level, int name, const void *val, socklen_t len,
		    u8_t *so_options)
{
	u8_t bit;
	int v;

	if (level != SOL_SOCKET)
		return -ENOPROTOOPT;
	switch (name) {
	case SO_RCVTIMEO:
		return uk_sockopt_time(val, len, &n->rcvtimeo);
	case SO_SNDTIMEO:
		return uk_sockopt_time(val, len, &n->sndtimeo);
	case SO_REUSEADDR:
	case SO_REUSEPORT:
		bit = SOF_REUSEADDR;
		break;
	case SO_KEEPALIVE:
		bit = SOF_KEEPALIVE;
		break;
	case SO_BROADCAST:
		bit = SOF_BROADCAST;
		break;
	default:
		return -ENOPROTOOPT;
	}
	if (net_opt_int(val, len, &v) < 0)
		return -EINVAL;
	if (!so_options)
		return -EINVAL;
	*so_options = v ? *so_options | bit : *so_options & ~bit;
	return 0;
}
