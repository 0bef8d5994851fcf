/* SPDX-License-Identifier: BSD-3-Clause */
/* recv(), recvfrom(), recvmsg() */
#include <errno.h>
#include <sys/uio.h>

#include <uk/net.h>

static ssize_t recv_once(int fd, struct msghdr *msg, int flags)
{
	int r;
	ssize_t n;
	struct uk_socket *s = uk_socket_get(fd, &r);

	if (!s)
		return r;
	n = msg->msg_iovlen > UIO_MAXIOV ? -EMSGSIZE : s->ops->recvmsg(s, msg, flags);
	uk_file_unref(&s->file);
	return n;
}

ssize_t recvmsg(int fd, struct msghdr *msg, int flags)
{
	return uk_ret(UK_POINT(recv_once(fd, msg, flags)));
}

ssize_t recvfrom(int fd, void *buf, size_t len, int flags, struct sockaddr *from,
		 socklen_t *fromlen)
{
	struct iovec v = { buf, len };
	struct msghdr m = { .msg_name = from,
			    .msg_namelen = from ? *fromlen : 0,
			    .msg_iov = &v,
			    .msg_iovlen = 1 };
	ssize_t n = recvmsg(fd, &m, flags);

	if (n >= 0 && from)
		*fromlen = m.msg_namelen;
	return n;
}

ssize_t recv(int fd, void *buf, size_t len, int flags)
{
	return recvfrom(fd, buf, len, flags, NULL, NULL);
}
