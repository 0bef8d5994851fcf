/* SPDX-License-Identifier: BSD-3-Clause */
/* Sockets with families, lengths, options and messages that make no sense. */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>
#include "arguments.h"

static void making(void)
{
	int fd[2];

	SAYS(socket(-1, SOCK_STREAM, 0), EAFNOSUPPORT);
	SAYS(socket(7777, SOCK_STREAM, 0), EAFNOSUPPORT);
	SAYS(socket(AF_UNIX, 77, 0), EINVAL);
	SAYS(socket(AF_INET, -1, 0), EINVAL);
	SAYS(socket(AF_INET, SOCK_STREAM, IPPROTO_UDP), EPROTONOSUPPORT);
	SAYS(socket(AF_UNIX, SOCK_STREAM, 7777), EPROTONOSUPPORT);
	SAYS(socketpair(AF_INET, SOCK_STREAM, 0, fd), EOPNOTSUPP);
	SAYS(socketpair(-1, SOCK_STREAM, 0, fd), EAFNOSUPPORT);
}

static void tcp(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET }, bad = { .sin_family = 77 };
	int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
	struct sockaddr *p = (void *)&a;
	socklen_t len = sizeof(a), small = 1;
	struct timeval odd = { 0, 1000000 };
	char b[16];

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	SAYS(bind(s, p, 1), EINVAL);
	SAYS(bind(s, p, 0), EINVAL);
	SAYS(bind(s, p, INT_MAX), EINVAL);
	SAYS(bind(s, p, UINT_MAX), EINVAL);
	SAYS(bind(s, (void *)&bad, sizeof(bad)), EAFNOSUPPORT);
	SAYS(connect(s, p, 1), EINVAL);
	SAYS(connect(s, (void *)&bad, sizeof(bad)), EAFNOSUPPORT);
	SAYS(accept(s, NULL, NULL), EINVAL);
	SAYS(accept4(s, NULL, NULL, 1), EINVAL);
	SAYS(getpeername(s, p, &len), ENOTCONN);
	SAYS(recv(s, b, 1, 0), ENOTCONN);
	SAYS(shutdown(s, SHUT_RD), ENOTCONN);
	SAYS(shutdown(s, 77), EINVAL);
	SAYS(setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, 1), EINVAL);
	SAYS(setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &on, sizeof(on)), EINVAL);
	SAYS(setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &odd, sizeof(odd)), EDOM);
	SAYS(setsockopt(s, SOL_SOCKET, 7777, &on, sizeof(on)), ENOPROTOOPT);
	SAYS(setsockopt(s, IPPROTO_TCP, 7777, &on, sizeof(on)), ENOPROTOOPT);
	SAYS(getsockopt(s, IPPROTO_TCP, 7777, &on, &len), ENOPROTOOPT);
	SAYS(getsockopt(s, SOL_SOCKET, 7777, &on, &len), ENOPROTOOPT);
	len = (socklen_t)-1;
	SAYS(getsockopt(s, SOL_SOCKET, SO_TYPE, &on, &len), EINVAL);
	SAYS(getsockname(s, p, &len), EINVAL);
	/* What does not fit is cut off, and the length says what there was. */
	SAYS(getsockname(s, p, &small), 0);
	wrong_fd("getsockname", "one byte", s, small == sizeof(a) ? 0 : -1, 0, 0);
	close(s);
}

static void udp(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	int s = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	static char big[70000];

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	a.sin_port = htons(9);
	SAYS(listen(s, 1), EOPNOTSUPP);
	SAYS(accept(s, NULL, NULL), EOPNOTSUPP);
	SAYS(send(s, big, 1, 0), EDESTADDRREQ);
	SAYS(sendto(s, big, sizeof(big), 0, (void *)&a, sizeof(a)), EMSGSIZE);
	SAYS(sendto(s, big, 1, 0, (void *)&a, 1), EINVAL);
	SAYS(recv(s, big, 1, 0), EAGAIN);
	close(s);
}

static void local(void)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int s = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
	int d = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	struct iovec v[2] = { { &a, SSIZE_MAX }, { &a, 1 } };
	struct msghdr m = { .msg_iov = v, .msg_iovlen = 2 };
	int pair[2];

	socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair);
	memset(a.sun_path, 'x', sizeof(a.sun_path));
	SAYS(connect(s, (void *)&a, 1), EINVAL);
	SAYS(connect(s, (void *)&a, sizeof(a) + 1), EINVAL);
	strcpy(a.sun_path, "none.sock");
	SAYS(connect(s, (void *)&a, sizeof(a)), ENOENT);
	strcpy(a.sun_path, "none/none.sock");
	SAYS(bind(s, (void *)&a, sizeof(a)), ENOENT);
	SAYS(listen(d, 1), EOPNOTSUPP);
	SAYS(send(d, "x", 1, 0), ENOTCONN);
	OURS(recv(s, &a, 1, 0), ENOTCONN);
	OURS(sendmsg(pair[0], &m, 0), EINVAL);
	m.msg_iovlen = UIO_MAXIOV + 1;
	SAYS(sendmsg(pair[0], &m, 0), EMSGSIZE);
	SAYS(recvmsg(pair[0], &m, 0), EMSGSIZE);
	m.msg_iovlen = (size_t)-1;
	SAYS(sendmsg(pair[0], &m, 0), EMSGSIZE);
	close(pair[0]);
	SAYS(send(pair[1], "x", 1, MSG_NOSIGNAL), EPIPE);
	close(pair[1]);
	close(s);
	close(d);
}

void bad_sockets(void)
{
	making();
	tcp();
	udp();
	local();
}
