/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Socket semantics over the loopback, natively: one thread plays both ends,
 * so calls that would wait are made when they need not, or are expected to time out.
 */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <uk/net.h>

#include "fake.h"
#include "lwip/priv/tcp_priv.h"

static struct sockaddr_in at(uint16_t port)
{
	return (struct sockaddr_in){ .sin_family = AF_INET,
				     .sin_port = htons(port),
				     .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
}

static short poll_now(int fd, short events)
{
	struct uk_file *f = uk_fd_get(fd);
	short r = f->ops->poll(f, events);

	uk_file_unref(f);
	return r;
}

static int listener(uint16_t port, int backlog)
{
	struct sockaddr_in a = at(port);
	int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)), 0);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(listen(fd, backlog), 0);
	return fd;
}

/* A connection through the loopback: c connected, s accepted, both blocking. */
static void make_pair(int *c, int *s)
{
	static uint16_t port = 2000;
	struct sockaddr_in a = at(++port);
	int l = listener(port, 4);

	*c = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert_int_eq(connect(*c, (struct sockaddr *)&a, sizeof(a)), 0);
	*s = accept(l, NULL, NULL);
	ck_assert_int_ge(*s, 0);
	close(l);
}

START_TEST(bytes_arrive_in_order)
{
	char buf[16];
	int c, s;

	make_pair(&c, &s);
	ck_assert_int_eq(send(c, "hello", 5, 0), 5);
	ck_assert_int_eq(send(c, " you", 4, 0), 4);
	fake_run(300); /* Nagle held it until the first was acknowledged */
	ck_assert_int_eq(poll_now(s, POLLIN), POLLIN);
	ck_assert_int_eq(recv(s, buf, sizeof(buf), MSG_PEEK), 9);
	ck_assert_int_eq(recv(s, buf, 3, 0), 3);
	ck_assert_int_eq(recv(s, buf + 3, sizeof(buf) - 3, 0), 6);
	ck_assert_mem_eq(buf, "hello you", 9);
	ck_assert_int_eq(poll_now(s, POLLIN), 0);
	ck_assert_int_eq(recv(s, buf, 1, MSG_DONTWAIT), -1);
	ck_assert_int_eq(errno, EAGAIN);
	close(c);
	close(s);
}
END_TEST

START_TEST(vectors_are_one_stream)
{
	struct iovec out[] = { { "ab", 2 }, { "", 0 }, { "cdef", 4 } };
	char x[3], y[8];
	struct iovec in[] = { { x, 3 }, { y, 8 } };
	struct msghdr m = { .msg_iov = out, .msg_iovlen = 3 },
		      r = { .msg_iov = in, .msg_iovlen = 2 };
	int c, s, n = 0;
	struct uk_file *f;

	make_pair(&c, &s);
	ck_assert_int_eq(sendmsg(c, &m, 0), 6);
	f = uk_fd_get(s);
	ck_assert_int_eq(f->ops->ioctl(f, FIONREAD, &n), 0);
	uk_file_unref(f);
	ck_assert_int_eq(n, 6);
	ck_assert_int_eq(recvmsg(s, &r, 0), 6);
	ck_assert_mem_eq(x, "abc", 3);
	ck_assert_mem_eq(y, "def", 3);
	close(c);
	close(s);
}
END_TEST

START_TEST(half_close_ends_one_direction)
{
	char buf[8];
	int c, s;

	make_pair(&c, &s);
	ck_assert_int_eq(send(c, "last", 4, 0), 4);
	ck_assert_int_eq(shutdown(c, SHUT_WR), 0);
	ck_assert_int_eq(send(c, "x", 1, 0), -1);
	ck_assert_int_eq(errno, EPIPE);
	ck_assert_int_eq(poll_now(s, POLLIN | POLLRDHUP), POLLIN | POLLRDHUP);
	ck_assert_int_eq(recv(s, buf, 8, 0), 4);
	ck_assert_int_eq(recv(s, buf, 8, 0), 0);
	ck_assert_int_eq(send(s, "back", 4, 0), 4);
	ck_assert_int_eq(recv(c, buf, 8, 0), 4);
	close(s);
	ck_assert_int_eq(recv(c, buf, 8, 0), 0);
	close(c);
}
END_TEST

START_TEST(unread_input_at_close_resets)
{
	char buf[8];
	int c, s;

	make_pair(&c, &s);
	ck_assert_int_eq(send(c, "x", 1, 0), 1);
	close(s);
	ck_assert_int_eq(recv(c, buf, 8, 0), -1);
	ck_assert_int_eq(errno, ECONNRESET);
	ck_assert_int_eq(send(c, "x", 1, 0), -1);
	ck_assert_int_eq(errno, EPIPE);
	close(c);
}
END_TEST

START_TEST(linger_zero_resets)
{
	struct linger l = { 1, 0 };
	char buf[8];
	int c, s;

	make_pair(&c, &s);
	ck_assert_int_eq(setsockopt(s, SOL_SOCKET, SO_LINGER, &l, sizeof(l)), 0);
	close(s);
	ck_assert_int_eq(recv(c, buf, 8, 0), -1);
	ck_assert_int_eq(errno, ECONNRESET);
	close(c);
}
END_TEST

START_TEST(connect_to_nobody_is_refused)
{
	struct sockaddr_in a = at(1);
	int c = socket(AF_INET, SOCK_STREAM, 0), e;
	socklen_t len = sizeof(e);

	ck_assert_int_eq(connect(c, (struct sockaddr *)&a, sizeof(a)), -1);
	ck_assert_int_eq(errno, ECONNREFUSED);
	close(c);
	c = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	ck_assert_int_eq(connect(c, (struct sockaddr *)&a, sizeof(a)), -1);
	ck_assert_int_eq(errno, EINPROGRESS);
	ck_assert(poll_now(c, POLLOUT) & POLLERR);
	ck_assert_int_eq(getsockopt(c, SOL_SOCKET, SO_ERROR, &e, &len), 0);
	ck_assert_int_eq(e, ECONNREFUSED);
	ck_assert_int_eq(getsockopt(c, SOL_SOCKET, SO_ERROR, &e, &len), 0);
	ck_assert_int_eq(e, 0);
	close(c);
}
END_TEST

START_TEST(nonblocking_connect_completes)
{
	struct sockaddr_in a = at(1900), me, peer;
	socklen_t len = sizeof(me);
	int l = listener(1900, 1), c = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), s;

	ck_assert_int_eq(accept(l, NULL, NULL), -1);
	ck_assert_int_eq(errno, EAGAIN);
	ck_assert_int_eq(connect(c, (struct sockaddr *)&a, sizeof(a)), -1);
	ck_assert_int_eq(errno, EINPROGRESS);
	ck_assert_int_eq(poll_now(c, POLLOUT), POLLOUT);
	ck_assert_int_eq(connect(c, (struct sockaddr *)&a, sizeof(a)), -1);
	ck_assert_int_eq(errno, EISCONN);
	ck_assert_int_eq(poll_now(l, POLLIN), POLLIN);
	s = accept4(l, (struct sockaddr *)&peer, &len, SOCK_NONBLOCK);
	ck_assert_int_ge(s, 0);
	ck_assert_int_eq(getsockname(c, (struct sockaddr *)&me, &len), 0);
	ck_assert_int_eq(me.sin_port, peer.sin_port);
	ck_assert_int_eq(getpeername(c, (struct sockaddr *)&peer, &len), 0);
	ck_assert_int_eq(peer.sin_port, htons(1900));
	ck_assert_int_eq(recv(s, &me, 1, 0), -1);
	ck_assert_int_eq(errno, EAGAIN);
	close(s);
	close(c);
	close(l);
}
END_TEST

START_TEST(ports_are_exclusive)
{
	struct sockaddr_in a = at(1910);
	int l = listener(1910, 1), o = socket(AF_INET, SOCK_STREAM, 0);

	ck_assert_int_eq(bind(o, (struct sockaddr *)&a, sizeof(a)), -1);
	ck_assert_int_eq(errno, EADDRINUSE);
	close(l);
	ck_assert_int_eq(bind(o, (struct sockaddr *)&a, sizeof(a)), 0);
	close(o);
}
END_TEST

START_TEST(a_blocked_receive_times_out)
{
	struct timeval tv = { 0, 200000 };
	uint64_t before;
	char b;
	int c, s;

	make_pair(&c, &s);
	ck_assert_int_eq(setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv)), 0);
	before = fake_now;
	ck_assert_int_eq(recv(s, &b, 1, 0), -1);
	ck_assert_int_eq(errno, EAGAIN);
	ck_assert_int_ge(fake_now - before, 200000000);
	ck_assert_int_lt(fake_now - before, 210000000);
	close(c);
	close(s);
}
END_TEST

/* Writer and reader take turns until a megabyte has passed a full window. */
START_TEST(large_transfer_is_intact)
{
	static unsigned char out[70000], in[70000];
	size_t sent = 0, got = 0, total = 1 << 20;
	int c, s;

	make_pair(&c, &s);
	while (got < total) {
		ssize_t n;

		if (sent < total) {
			size_t want = UK_MIN(sizeof(out), total - sent);

			for (size_t i = 0; i < want; i++)
				out[i] = (unsigned char)((sent + i) * 7 + ((sent + i) >> 8));
			n = send(c, out, want, MSG_DONTWAIT);
			if (n > 0)
				sent += (size_t)n;
			else
				ck_assert_int_eq(errno, EAGAIN);
		}
		n = recv(s, in, 1 + (size_t)rand() % sizeof(in), MSG_DONTWAIT);
		if (n < 0) {
			ck_assert_int_eq(errno, EAGAIN);
			fake_run(10);
			continue;
		}
		for (ssize_t i = 0; i < n; i++)
			ck_assert_int_eq(in[i], (unsigned char)((got + (size_t)i) * 7 +
								((got + (size_t)i) >> 8)));
		got += (size_t)n;
	}
	ck_assert_int_eq(sent, got);
	close(c);
	close(s);
}
END_TEST

START_TEST(a_full_socket_is_not_writable_until_read)
{
	static char buf[65536];
	int c, s;

	make_pair(&c, &s);
	while (send(c, buf, sizeof(buf), MSG_DONTWAIT) > 0)
		;
	ck_assert_int_eq(errno, EAGAIN);
	fake_run(1);
	ck_assert_int_eq(poll_now(c, POLLOUT), 0);
	while (recv(s, buf, sizeof(buf), MSG_DONTWAIT) > 0)
		fake_run(1);
	ck_assert_int_eq(poll_now(c, POLLOUT), POLLOUT);
	close(c);
	close(s);
}
END_TEST

START_TEST(small_segments_share_buffers)
{
	long before;
	char buf[4096];
	int c, s, one = 1;

	make_pair(&c, &s);
	setsockopt(c, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	before = fake_live;
	for (int i = 0; i < 2000; i++)
		ck_assert_int_eq(send(c, "z", 1, 0), 1);
	fake_run(1000);
	ck_assert_int_lt(fake_live - before, 2000);
	ck_assert_int_eq(recv(s, buf, sizeof(buf), 0), 2000);
	close(c);
	close(s);
}
END_TEST

START_TEST(unaccepted_connections_are_reset_with_their_listener)
{
	struct sockaddr_in a = at(1920);
	int l = listener(1920, 8), c = socket(AF_INET, SOCK_STREAM, 0);
	char b;

	ck_assert_int_eq(connect(c, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(send(c, "early", 5, 0), 5);
	close(l);
	ck_assert_int_eq(recv(c, &b, 1, 0), -1);
	ck_assert_int_eq(errno, ECONNRESET);
	close(c);
}
END_TEST

START_TEST(data_before_accept_is_kept)
{
	struct sockaddr_in a = at(1930);
	int l = listener(1930, 8), c = socket(AF_INET, SOCK_STREAM, 0), s;
	char b[8];

	ck_assert_int_eq(connect(c, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(send(c, "early", 5, 0), 5);
	close(c);
	s = accept(l, NULL, NULL);
	ck_assert_int_eq(recv(s, b, 8, 0), 5);
	ck_assert_int_eq(recv(s, b, 8, 0), 0);
	close(s);
	close(l);
}
END_TEST

/* A backlog of 2 takes 2; the third is served when one is accepted. */
START_TEST(backlog_limits_what_waits)
{
	struct sockaddr_in a = at(1940);
	int l = listener(1940, 2), c[3], s;

	for (int i = 0; i < 3; i++) {
		c[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
		connect(c[i], (struct sockaddr *)&a, sizeof(a));
	}
	fake_run(10);
	ck_assert_int_eq(poll_now(c[0], POLLOUT), POLLOUT);
	ck_assert_int_eq(poll_now(c[1], POLLOUT), POLLOUT);
	ck_assert_int_eq(poll_now(c[2], POLLOUT), 0);
	s = accept(l, NULL, NULL);
	ck_assert_int_ge(s, 0);
	fake_run(20000);
	ck_assert_int_eq(poll_now(c[2], POLLOUT), POLLOUT);
	close(s);
	for (int i = 0; i < 3; i++)
		close(c[i]);
	close(l);
}
END_TEST

START_TEST(datagrams_keep_their_bounds)
{
	struct sockaddr_in a = at(3000), from;
	socklen_t len = sizeof(from);
	int s = socket(AF_INET, SOCK_DGRAM, 0), c = socket(AF_INET, SOCK_DGRAM, 0);
	static char big[65507], buf[65507];
	struct iovec v = { buf, 2 };
	struct msghdr m = { .msg_iov = &v, .msg_iovlen = 1 };

	ck_assert_int_eq(bind(s, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(send(c, "x", 1, 0), -1);
	ck_assert_int_eq(errno, EDESTADDRREQ);
	ck_assert_int_eq(sendto(c, "one", 3, 0, (struct sockaddr *)&a, sizeof(a)), 3);
	ck_assert_int_eq(sendto(c, "", 0, 0, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(connect(c, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(send(c, "three", 5, 0), 5);
	memset(big, 'B', sizeof(big));
	ck_assert_int_eq(send(c, big, sizeof(big), 0), sizeof(big));
	ck_assert_int_eq(send(c, big, 65508, 0), -1);
	ck_assert_int_eq(errno, EMSGSIZE);
	ck_assert_int_eq(recvfrom(s, buf, 10, 0, (struct sockaddr *)&from, &len), 3);
	ck_assert_int_eq(from.sin_addr.s_addr, htonl(INADDR_LOOPBACK));
	ck_assert_int_eq(recv(s, buf, 10, 0), 0);
	ck_assert_int_eq(recvmsg(s, &m, 0), 2);
	ck_assert_int_eq(m.msg_flags & MSG_TRUNC, MSG_TRUNC);
	ck_assert_int_eq(recv(s, buf, sizeof(buf), 0), sizeof(big));
	ck_assert_mem_eq(buf, big, sizeof(big));
	ck_assert_int_eq(recv(s, buf, 1, MSG_DONTWAIT), -1);
	ck_assert_int_eq(sendto(s, "re", 2, 0, (struct sockaddr *)&from, len), 2);
	ck_assert_int_eq(recv(c, buf, 10, 0), 2);
	close(s);
	close(c);
}
END_TEST

START_TEST(a_flood_of_datagrams_is_bounded)
{
	struct sockaddr_in a = at(3001);
	int s = socket(AF_INET, SOCK_DGRAM, 0), c = socket(AF_INET, SOCK_DGRAM, 0), n = 0;
	long before = fake_live;
	char b;

	ck_assert_int_eq(bind(s, (struct sockaddr *)&a, sizeof(a)), 0);
	for (int i = 0; i < 10000; i++)
		sendto(c, "f", 1, 0, (struct sockaddr *)&a, sizeof(a));
	ck_assert_int_le(fake_live - before, 64);
	while (recv(s, &b, 1, MSG_DONTWAIT) == 1)
		n++;
	ck_assert_int_ge(n, 16);
	ck_assert_int_eq(fake_live, before);
	close(s);
	close(c);
}
END_TEST

START_TEST(ipv6_and_dual_stack)
{
	struct sockaddr_in6 a6 = { .sin6_family = AF_INET6, .sin6_port = htons(1950) }, peer;
	struct sockaddr_in a4 = at(1950);
	socklen_t len = sizeof(peer);
	int l = socket(AF_INET6, SOCK_STREAM, 0), c4 = socket(AF_INET, SOCK_STREAM, 0),
	    c6 = socket(AF_INET6, SOCK_STREAM, 0), s;

	ck_assert_int_eq(bind(l, (struct sockaddr *)&a6, sizeof(a6)), 0);
	ck_assert_int_eq(listen(l, 5), 0);
	ck_assert_int_eq(connect(c4, (struct sockaddr *)&a4, sizeof(a4)), 0);
	s = accept(l, (struct sockaddr *)&peer, &len);
	ck_assert_int_ge(s, 0);
	ck_assert_int_eq(peer.sin6_family, AF_INET6);
	ck_assert(IN6_IS_ADDR_V4MAPPED(&peer.sin6_addr));
	close(s);
	a6.sin6_addr.s6_addr[15] = 1;
	ck_assert_int_eq(connect(c6, (struct sockaddr *)&a6, sizeof(a6)), 0);
	s = accept(l, (struct sockaddr *)&peer, &len);
	ck_assert_int_ge(s, 0);
	ck_assert(IN6_IS_ADDR_LOOPBACK(&peer.sin6_addr));
	close(s);
	close(c4);
	close(c6);
	close(l);
}
END_TEST

START_TEST(options_read_back)
{
	int c, s, v;
	socklen_t len = sizeof(v);

	make_pair(&c, &s);
	v = 1;
	ck_assert_int_eq(setsockopt(c, IPPROTO_TCP, TCP_NODELAY, &v, sizeof(v)), 0);
	v = 0;
	ck_assert_int_eq(getsockopt(c, IPPROTO_TCP, TCP_NODELAY, &v, &len), 0);
	ck_assert_int_eq(v, 1);
	ck_assert_int_eq(getsockopt(c, SOL_SOCKET, SO_TYPE, &v, &len), 0);
	ck_assert_int_eq(v, SOCK_STREAM);
	ck_assert_int_eq(getsockopt(c, SOL_SOCKET, 9999, &v, &len), -1);
	ck_assert_int_eq(errno, ENOPROTOOPT);
	ck_assert_int_eq(setsockopt(c, IPPROTO_TCP, TCP_KEEPIDLE, &v, 1), -1);
	ck_assert_int_eq(errno, EINVAL);
	close(c);
	close(s);
}
END_TEST

START_TEST(connections_say_how_they_are)
{
	struct tcp_info i;
	socklen_t len = sizeof(i);
	int l = listener(1955, 1), n = socket(AF_INET, SOCK_STREAM, 0), c, s;
	char some[3000] = { 0 };

	ck_assert_int_eq(getsockopt(n, IPPROTO_TCP, TCP_INFO, &i, &len), 0);
	ck_assert_uint_eq(len, sizeof(i));
	ck_assert_uint_eq(i.tcpi_state, TCP_CLOSE);
	ck_assert_int_eq(getsockopt(l, IPPROTO_TCP, TCP_INFO, &i, &len), 0);
	ck_assert_uint_eq(i.tcpi_state, TCP_LISTEN);
	ck_assert_uint_eq(i.tcpi_snd_mss, 0);
	make_pair(&c, &s);
	ck_assert_int_eq(getsockopt(c, IPPROTO_TCP, TCP_INFO, &i, &len), 0);
	ck_assert_uint_eq(i.tcpi_state, TCP_ESTABLISHED);
	ck_assert_uint_gt(i.tcpi_rto, 0);
	ck_assert_uint_gt(i.tcpi_snd_cwnd, 0);
	ck_assert_uint_gt(i.tcpi_snd_mss, 500);
	ck_assert_uint_gt(i.tcpi_rcv_space, 0);
	ck_assert_uint_eq(i.tcpi_retransmits, 0);
	ck_assert(i.tcpi_options & TCPI_OPT_WSCALE);
	/* All that was sent has arrived. */
	ck_assert_int_eq(send(c, some, sizeof(some), 0), sizeof(some));
	fake_run(1000);
	ck_assert_int_eq(getsockopt(c, IPPROTO_TCP, TCP_INFO, &i, &len), 0);
	ck_assert_uint_eq(i.tcpi_unacked, 0);
	/* As much as there is room for. */
	memset(&i, 0x55, sizeof(i));
	len = 1;
	ck_assert_int_eq(getsockopt(s, IPPROTO_TCP, TCP_INFO, &i, &len), 0);
	ck_assert_uint_eq(len, 1);
	ck_assert_uint_eq(i.tcpi_state, TCP_ESTABLISHED);
	ck_assert_uint_eq(i.tcpi_ca_state, 0x55);
	close(c);
	fake_run(1000);
	len = sizeof(i);
	ck_assert_int_eq(getsockopt(s, IPPROTO_TCP, TCP_INFO, &i, &len), 0);
	ck_assert_uint_eq(i.tcpi_state, TCP_CLOSE_WAIT);
	ck_assert_int_eq(setsockopt(s, IPPROTO_TCP, TCP_INFO, &i, sizeof(i)), -1);
	ck_assert_int_eq(errno, ENOPROTOOPT);
	close(s);
	close(l);
	close(n);
}
END_TEST

START_TEST(wrong_use_is_refused)
{
	struct sockaddr_in a = at(1960);
	char b;
	int c = socket(AF_INET, SOCK_STREAM, 0);

	ck_assert_int_eq(socket(AF_UNIX, SOCK_STREAM, 0), -1);
	ck_assert_int_eq(errno, EAFNOSUPPORT);
	ck_assert_int_eq(socket(AF_INET, SOCK_STREAM, IPPROTO_UDP), -1);
	ck_assert_int_eq(errno, EPROTONOSUPPORT);
	ck_assert_int_eq(recv(c, &b, 1, 0), -1);
	ck_assert_int_eq(errno, ENOTCONN);
	ck_assert_int_eq(send(c, &b, 1, 0), -1);
	ck_assert_int_eq(accept(c, NULL, NULL), -1);
	ck_assert_int_eq(errno, EINVAL);
	ck_assert_int_eq(shutdown(c, SHUT_WR), -1);
	ck_assert_int_eq(errno, ENOTCONN);
	ck_assert_int_eq(bind(c, (struct sockaddr *)&a, 4), -1);
	ck_assert_int_eq(errno, EINVAL);
	a.sin_family = AF_INET6;
	ck_assert_int_eq(bind(c, (struct sockaddr *)&a, sizeof(a)), -1);
	ck_assert_int_eq(errno, EAFNOSUPPORT);
	ck_assert_int_eq(recv(55, &b, 1, 0), -1);
	ck_assert_int_eq(errno, EBADF);
	close(c);
}
END_TEST

/*
 * Every allocation on the way fails in turn: an error each time, nothing lost, nothing broken.
 */
START_TEST(memory_running_out_is_an_error)
{
	static char buf[9000];
	long before;

	fake_run(120000);
	before = fake_live;
	for (long left = 0; left < 60; left++) {
		struct sockaddr_in a = at(1970);
		int l = listener(1970, 4), c, s;

		fake_memory = left;
		c = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
		if (c >= 0) {
			connect(c, (struct sockaddr *)&a, sizeof(a));
			s = accept4(l, NULL, NULL, SOCK_NONBLOCK);
			send(c, buf, sizeof(buf), 0);
			fake_run(1);
			if (s >= 0) {
				recv(s, buf, sizeof(buf), 0);
				send(s, buf, 100, 0);
				close(s);
			}
			close(c);
		}
		fake_memory = -1;
		close(l);
		fake_run(120000);
	}
	fake_run(3600000); /* what lost its peer gives up at last */
	ck_assert_int_eq(fake_live, before);
	ck_assert_ptr_null(tcp_active_pcbs);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("stack");
	TCase *t = tcase_create("loopback");
	SRunner *r = srunner_create(s);
	int failed;

	fake_boot(false);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, bytes_arrive_in_order);
	tcase_add_test(t, vectors_are_one_stream);
	tcase_add_test(t, half_close_ends_one_direction);
	tcase_add_test(t, unread_input_at_close_resets);
	tcase_add_test(t, linger_zero_resets);
	tcase_add_test(t, connect_to_nobody_is_refused);
	tcase_add_test(t, nonblocking_connect_completes);
	tcase_add_test(t, ports_are_exclusive);
	tcase_add_test(t, a_blocked_receive_times_out);
	tcase_add_test(t, large_transfer_is_intact);
	tcase_add_test(t, a_full_socket_is_not_writable_until_read);
	tcase_add_test(t, small_segments_share_buffers);
	tcase_add_test(t, unaccepted_connections_are_reset_with_their_listener);
	tcase_add_test(t, data_before_accept_is_kept);
	tcase_add_test(t, backlog_limits_what_waits);
	tcase_add_test(t, datagrams_keep_their_bounds);
	tcase_add_test(t, a_flood_of_datagrams_is_bounded);
	tcase_add_test(t, ipv6_and_dual_stack);
	tcase_add_test(t, connections_say_how_they_are);
	tcase_add_test(t, options_read_back);
	tcase_add_test(t, wrong_use_is_refused);
	tcase_add_test(t, memory_running_out_is_an_error);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
