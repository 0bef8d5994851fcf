/* SPDX-License-Identifier: BSD-3-Clause */
/* send(), sendto(), sendmsg(). A broken connection is EPIPE; no signal is raised. */
#include <errno.h>
#include <sys/uio.h>

#include <uk/net.h>

ssize_t sendmsg(int fd, const struct msghdr *msg, int flags)
{
	int r;
	ssize_t n;
	struct uk_socket *s = uk_socket_get(fd, &r);

	if (!s)
		return uk_ret(r);
	n = msg->msg_iovlen > UIO_MAXIOV ? -EMSGSIZE : s->ops->sendmsg(s, msg, flags);
	uk_file_unref(&s->file);
	return uk_ret(n);
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
