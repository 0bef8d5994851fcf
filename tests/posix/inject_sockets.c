/* SPDX-License-Identifier: BSD-3-Clause */
/* Operations on sockets for inject.h: Unix-domain ones whole, of the network what sleeps not.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include "inject_ops.h"

static int fd = -1, c = -1, s = -1, pair[2], listener;
static struct sockaddr_un addr = { .sun_family = AF_UNIX, .sun_path = "/inject.sock" };
static struct sockaddr_un far = { .sun_family = AF_UNIX, .sun_path = "\0inject" };
static struct sockaddr_in local = { .sin_family = AF_INET };

static int undone(void (*undo)(void))
{
	int e = errno;

	undo();
	errno = e;
	return -1;
}

static void close_fd(void)
{
	close(fd);
}

static int make(int domain, int type)
{
	fd = socket(domain, type, 0);
	return fd < 0 ? -1 : 0;
}

static int do_unix(void)
{
	return make(AF_UNIX, SOCK_STREAM);
}

static void undo_bind(void)
{
	close(fd);
	unlink(addr.sun_path);
}

static int do_bind(void)
{
	if (do_unix() < 0)
		return -1;
	return bind(fd, (struct sockaddr *)&addr, sizeof(addr)) < 0 ? undone(close_fd) : 0;
}

static void undo_connect(void)
{
	close(c);
	if (s >= 0)
		close(s);
	s = -1;
}

static int do_connect(void)
{
	c = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
	if (c < 0)
		return -1;
	if (connect(c, (struct sockaddr *)&far, sizeof(far)) < 0)
		return undone(undo_connect);
	s = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
	/* A failure to take it leaves the connection in the queue: empty that. */
	if (s < 0) {
		int e = errno;

		s = accept(listener, NULL, NULL);
		undo_connect();
		errno = e;
		return -1;
	}
	return 0;
}

/* Two descriptors go over, and come out as new ones. */
static int do_rights(void)
{
	char control[CMSG_SPACE(2 * sizeof(int))] = { 0 }, b[4];
	struct iovec v = { "x", 1 }, in = { b, sizeof(b) };
	struct msghdr m = { .msg_iov = &v,
			    .msg_iovlen = 1,
			    .msg_control = control,
			    .msg_controllen = sizeof(control) };
	struct cmsghdr *h = CMSG_FIRSTHDR(&m);
	int fds[2] = { 0, 1 };

	h->cmsg_level = SOL_SOCKET;
	h->cmsg_type = SCM_RIGHTS;
	h->cmsg_len = CMSG_LEN(sizeof(fds));
	memcpy(CMSG_DATA(h), fds, sizeof(fds));
	if (sendmsg(pair[0], &m, 0) != 1)
		return -1;
	m.msg_iov = &in;
	memset(control, 0, sizeof(control));
	if (recvmsg(pair[1], &m, 0) != 1)
		return -1;
	memcpy(fds, CMSG_DATA(h), sizeof(fds));
	close(fds[0]);
	close(fds[1]);
	return 0;
}

static int do_datagram(void)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX, .sun_path = "\0datagram" };
	char b[4];

	if (make(AF_UNIX, SOCK_DGRAM) < 0)
		return -1;
	if (bind(fd, (struct sockaddr *)&a, sizeof(a)) < 0 ||
	    sendto(fd, "x", 1, 0, (struct sockaddr *)&a, sizeof(a)) != 1 ||
	    recv(fd, b, sizeof(b), 0) != 1)
		return undone(close_fd);
	return 0;
}

static int do_tcp(void)
{
	return make(AF_INET, SOCK_STREAM);
}

static int do_listen(void)
{
	if (do_tcp() < 0)
		return -1;
	return bind(fd, (struct sockaddr *)&local, sizeof(local)) < 0 || listen(fd, 4) < 0
		       ? undone(close_fd)
		       : 0;
}

static int do_udp(void)
{
	return make(AF_INET, SOCK_DGRAM);
}

static int do_udp_bind(void)
{
	if (do_udp() < 0)
		return -1;
	return bind(fd, (struct sockaddr *)&local, sizeof(local)) < 0 ? undone(close_fd) : 0;
}

const struct inject_op inject_socket_ops[] = {
	{ .name = "Unix socket",
	  .run = do_unix,
	  .undo = close_fd,
	  .errors = { ENOMEM, ENOBUFS } },
	{ .name = "Unix bind",
	  .run = do_bind,
	  .undo = undo_bind,
	  .errors = { ENOMEM, ENOBUFS, ENOSPC } },
	{ .name = "Unix connect",
	  .run = do_connect,
	  .undo = undo_connect,
	  .errors = { ENOMEM, ENOBUFS } },
	{ .name = "SCM_RIGHTS", .run = do_rights, .errors = { ENOMEM, ENOBUFS } },
	{ .name = "Unix datagram",
	  .run = do_datagram,
	  .undo = close_fd,
	  .errors = { ENOMEM, ENOBUFS } },
	/* lwIP keeps what its pools got. */
	{ .name = "TCP socket",
	  .run = do_tcp,
	  .undo = close_fd,
	  .errors = { ENOMEM, ENOBUFS },
	  .keeps = true },
	{ .name = "TCP listen",
	  .run = do_listen,
	  .undo = close_fd,
	  .errors = { ENOMEM, ENOBUFS },
	  .keeps = true },
	{ .name = "UDP socket",
	  .run = do_udp,
	  .undo = close_fd,
	  .errors = { ENOMEM, ENOBUFS },
	  .keeps = true },
	{ .name = "UDP bind",
	  .run = do_udp_bind,
	  .undo = close_fd,
	  .errors = { ENOMEM, ENOBUFS },
	  .keeps = true },
	{ .name = NULL },
};

int inject_sockets_begin(void)
{
	local.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
	if (bind(listener, (struct sockaddr *)&far, sizeof(far)) < 0 || listen(listener, 4) < 0)
		return -1;
	return socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0, pair);
}
