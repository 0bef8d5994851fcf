/* SPDX-License-Identifier: BSD-3-Clause */
/* send(), sendto(), sendmsg() */
#include <errno.h>
#include <sys/uio.h>

#include <uk/net.h>

static ssize_t send_once(int fd, const struct msghdr *msg, int flags)
{
	int r;
	ssize_t n;
	struct uk_socket *s = uk_socket_get(fd, &r);

	if (!s)
		return r;
	n = msg->msg_iovlen > UIO_MAXIOV ? -EMSGSIZE
	    : msg->msg_namelen > sizeof(struct sockaddr_storage)
		    ? -EINVAL
		    : s->ops->sendmsg(s, msg, flags);
	if (n == -EPIPE && s->type == SOCK_STREAM)
		n = uk_sigpipe(flags);
	uk_file_unref(&s->file);
	return n;
}

ssize_t sendmsg(int fd, const struct msghdr *msg, int flags)
{
	return uk_ret(UK_POINT(send_once(fd, msg, flags)));
}

ssize_t sendto(int fd, const void *buf, size_t len, int flags, const struct sockaddr *to,
	       socklen_t tolen)
{
	struct iovec v = { (void *)buf, len };
	struct msghdr m = {
		.msg_name = (void *)to, .msg_namelen = tolen, .msg_iov = &v, .msg_iovlen = 1
	};

	return sendmsg(fd, &m, flags);
}

ssize_t send(int fd, const void *buf, size_t len, int flags)
{
	return sendto(fd, buf, len, flags, NULL, 0);
}
