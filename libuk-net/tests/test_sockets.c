/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sockets as programs use them, inside an image: threads that block, poll,
 * large transfers, many connections. Over 127.0.0.1, so the same suite runs on the
 * pool's stack (in a virtual machine, or with UK_PARAMS=net.dev=none) and on the host's
 * sockets.
 */
#include <ifaddrs.h>
#include <net/if.h>
#include <signal.h>
#include <sys/stat.h>
#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* Check's own work between two assertions may change errno. */
#define fails(call, e)                    \
	do {                              \
		long r_ = (call);         \
		int e_ = errno;           \
                                          \
		ck_assert_int_eq(r_, -1); \
		ck_assert_int_eq(e_, e);  \
	} while (0)

static struct sockaddr_in any_port(void)
{
	return (struct sockaddr_in){ .sin_family = AF_INET,
				     .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
}

/* A listener at a port the system chose; *a becomes its address. */
static int listener(struct sockaddr_in *a, int backlog)
{
	socklen_t len = sizeof(*a);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	*a = any_port();
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)a, sizeof(*a)), 0);
	ck_assert_int_eq(listen(fd, backlog), 0);
	ck_assert_int_eq(getsockname(fd, (struct sockaddr *)a, &len), 0);
	ck_assert_int_ne(a->sin_port, 0);
	return fd;
}

static void make_pair(int *c, int *s)
{
	struct sockaddr_in a;
	int l = listener(&a, 4);

	*c = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert_int_eq(connect(*c, (struct sockaddr *)&a, sizeof(a)), 0);
	*s = accept(l, NULL, NULL);
	ck_assert_int_ge(*s, 0);
	close(l);
}

static long ms_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static pthread_t thread(void *(*fn)(void *), void *arg)
{
	pthread_t t;

	ck_assert_int_eq(pthread_create(&t, NULL, fn, arg), 0);
	return t;
}

static void *late_write(void *arg)
{
	usleep(50000);
	return (void *)(intptr_t)write(*(int *)arg, "late", 4);
}

START_TEST(a_blocked_read_waits_for_data)
{
	char buf[8];
	int c, s;
	pthread_t t;
	void *r;
	long start = ms_now();

	make_pair(&c, &s);
	t = thread(late_write, &c);
	ck_assert_int_eq(read(s, buf, sizeof(buf)), 4);
	ck_assert_mem_eq(buf, "late", 4);
	ck_assert_int_ge(ms_now() - start, 40);
	pthread_join(t, &r);
	ck_assert_int_eq((intptr_t)r, 4);
	close(c);
	close(s);
}
END_TEST

START_TEST(poll_and_select_wait_for_data)
{
	struct timeval tv = { 5, 0 };
	struct pollfd p[2];
	char buf[8];
	int c, s;
	pthread_t t;
	fd_set set;

	make_pair(&c, &s);
	p[0] = (struct pollfd){ s, POLLIN, 0 };
	p[1] = (struct pollfd){ c, POLLOUT, 0 };
	ck_assert_int_eq(poll(p, 2, 100), 1);
	ck_assert_int_eq(p[1].revents, POLLOUT);
	ck_assert_int_eq(poll(p, 1, 30), 0);
	t = thread(late_write, &c);
	ck_assert_int_eq(poll(p, 1, 5000), 1);
	ck_assert_int_eq(p[0].revents, POLLIN);
	pthread_join(t, NULL);
	ck_assert_int_eq(read(s, buf, 8), 4);
	t = thread(late_write, &c);
	FD_ZERO(&set);
	FD_SET(s, &set);
	ck_assert_int_eq(select(s + 1, &set, NULL, NULL, &tv), 1);
	ck_assert(FD_ISSET(s, &set));
	pthread_join(t, NULL);
	close(c);
	/* what was sent, then the end */
	ck_assert_int_eq(read(s, buf, 8), 4);
	ck_assert_int_eq(poll(p, 1, 5000), 1);
	ck_assert_int_eq(p[0].revents & POLLIN, POLLIN);
	ck_assert_int_eq(read(s, buf, 8), 0);
	close(s);
}
END_TEST

START_TEST(nonblocking_by_fcntl_ioctl_and_flag)
{
	int c, s, i, on = 1, n = 0;
	char b[4];

	make_pair(&c, &s);
	fails(recv(s, b, 4, MSG_DONTWAIT), EAGAIN);
	ck_assert_int_eq(fcntl(s, F_SETFL, fcntl(s, F_GETFL) | O_NONBLOCK), 0);
	fails(read(s, b, 4), EAGAIN);
	ck_assert_int_eq(ioctl(c, FIONBIO, &on), 0);
	fails(read(c, b, 4), EAGAIN);
	ck_assert_int_eq(write(c, "abc", 3), 3);
	for (i = 0; i < 1000 && n == 0; i++) {
		usleep(10000);
		ck_assert_int_eq(ioctl(s, FIONREAD, &n), 0);
	}
	ck_assert_int_eq(n, 3);
	close(c);
	close(s);
}
END_TEST

/* -- a large transfer with checksums, blocking on both sides -- */

#define TOTAL (8 << 20)

static uint32_t adler(uint32_t sum, const unsigned char *p, size_t n)
{
	uint32_t a = sum & 0xffff, b = sum >> 16;

	while (n--) {
		a = (a + *p++) % 65521;
		b = (b + a) % 65521;
	}
	return b << 16 | a;
}

struct sender {
	int fd;
	uint32_t sum;
};

static void *send_all(void *arg)
{
	struct sender *x = arg;
	static unsigned char buf[50000];
	uint32_t state = 1;

	x->sum = 1;
	for (size_t sent = 0; sent < TOTAL;) {
		size_t n = sizeof(buf) < TOTAL - sent ? sizeof(buf) : TOTAL - sent;

		for (size_t i = 0; i < n; i++)
			buf[i] = (unsigned char)((state = state * 1664525 + 1013904223) >> 24);
		x->sum = adler(x->sum, buf, n);
		if (write(x->fd, buf, n) != (ssize_t)n)
			return "a blocking write was short";
		sent += n;
	}
	shutdown(x->fd, SHUT_WR);
	return NULL;
}

START_TEST(large_transfer_is_intact)
{
	static unsigned char buf[30000];
	struct sender x;
	uint32_t sum = 1;
	size_t got = 0;
	ssize_t n;
	void *r;
	int s;
	pthread_t t;

	make_pair(&x.fd, &s);
	t = thread(send_all, &x);
	while ((n = read(s, buf, sizeof(buf))) > 0) {
		sum = adler(sum, buf, (size_t)n);
		got += (size_t)n;
	}
	ck_assert_int_eq(n, 0);
	pthread_join(t, &r);
	ck_assert_ptr_null(r);
	ck_assert_int_eq(got, TOTAL);
	ck_assert_uint_eq(sum, x.sum);
	close(x.fd);
	close(s);
}
END_TEST

START_TEST(waitall_waits_for_all)
{
	char buf[8];
	int c, s;
	pthread_t t;

	make_pair(&c, &s);
	ck_assert_int_eq(write(c, "1234", 4), 4);
	t = thread(late_write, &c);
	ck_assert_int_eq(recv(s, buf, 8, MSG_WAITALL), 8);
	ck_assert_mem_eq(buf, "1234late", 8);
	pthread_join(t, NULL);
	ck_assert_int_eq(write(c, "x", 1), 1);
	ck_assert_int_eq(recv(s, buf, 8, MSG_PEEK), 1);
	close(c);
	ck_assert_int_eq(recv(s, buf, 8, MSG_WAITALL), 1);
	close(s);
}
END_TEST

START_TEST(receive_timeout)
{
	struct timeval tv = { 0, 60000 }, got;
	socklen_t len = sizeof(got);
	long start;
	char b;
	int c, s;

	make_pair(&c, &s);
	ck_assert_int_eq(setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv)), 0);
	ck_assert_int_eq(getsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &got, &len), 0);
	ck_assert_int_ge(got.tv_usec, 60000);
	start = ms_now();
	fails(read(s, &b, 1), EAGAIN);
	ck_assert_int_ge(ms_now() - start, 50);
	close(c);
	close(s);
}
END_TEST

START_TEST(refused_and_in_progress)
{
	struct sockaddr_in a;
	int l = listener(&a, 1), c = socket(AF_INET, SOCK_STREAM, 0), e = -1, r, saved;
	socklen_t len = sizeof(e);
	struct pollfd p;

	close(l);
	fails(connect(c, (struct sockaddr *)&a, sizeof(a)), ECONNREFUSED);
	close(c);
	c = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	r = connect(c, (struct sockaddr *)&a, sizeof(a));
	saved = errno;
	ck_assert_int_eq(r, -1);
	if (saved == EINPROGRESS) { /* a host may know at once */
		p = (struct pollfd){ c, POLLOUT, 0 };
		ck_assert_int_eq(poll(&p, 1, 5000), 1);
		ck_assert_int_eq(getsockopt(c, SOL_SOCKET, SO_ERROR, &e, &len), 0);
		ck_assert_int_eq(e, ECONNREFUSED);
	} else {
		ck_assert_int_eq(saved, ECONNREFUSED);
	}
	close(c);
}
END_TEST

/* -- many connections -- */

#define MANY 60

static void *echo_server(void *arg)
{
	struct pollfd p[MANY + 1];
	int n = 1, served = 0;

	p[0] = (struct pollfd){ *(int *)arg, POLLIN, 0 };
	while (served < MANY) {
		if (poll(p, (nfds_t)n, 10000) <= 0)
			return "poll timed out";
		if (p[0].revents) {
			p[n].fd = accept(p[0].fd, NULL, NULL);
			if (p[n].fd < 0)
				return "accept failed";
			p[n].events = POLLIN;
			p[n++].revents = 0;
		}
		for (int i = 1; i < n; i++) {
			char buf[64];
			ssize_t k;

			if (!p[i].revents)
				continue;
			k = read(p[i].fd, buf, sizeof(buf));
			if (k > 0) {
				if (write(p[i].fd, buf, (size_t)k) != k)
					return "short echo";
				continue;
			}
			close(p[i].fd);
			p[i--] = p[--n];
			served++;
		}
	}
	return NULL;
}

START_TEST(many_connections_at_once)
{
	struct sockaddr_in a;
	int l = listener(&a, MANY), c[MANY];
	pthread_t t = thread(echo_server, &l);
	char buf[64], want[64];
	void *r;

	for (int i = 0; i < MANY; i++) {
		c[i] = socket(AF_INET, SOCK_STREAM, 0);
		ck_assert_int_ge(c[i], 0);
		ck_assert_int_eq(connect(c[i], (struct sockaddr *)&a, sizeof(a)), 0);
	}
	for (int round = 0; round < 20; round++) {
		for (int i = 0; i < MANY; i++) {
			int n = snprintf(want, sizeof(want), "round %d of %d", round, i);

			ck_assert_int_eq(write(c[i], want, (size_t)n), n);
		}
		for (int i = MANY - 1; i >= 0; i--) {
			int n = snprintf(want, sizeof(want), "round %d of %d", round, i);

			ck_assert_int_eq(recv(c[i], buf, (size_t)n, MSG_WAITALL), n);
			ck_assert_mem_eq(buf, want, (size_t)n);
		}
	}
	for (int i = 0; i < MANY; i++)
		close(c[i]);
	pthread_join(t, &r);
	ck_assert_msg(r == NULL, "%s", (char *)r);
	close(l);
}
END_TEST

START_TEST(connections_come_and_go)
{
	struct sockaddr_in a;
	int l = listener(&a, 8);

	for (int i = 0; i < 500; i++) {
		int c = socket(AF_INET, SOCK_STREAM, 0), s;
		char b;

		ck_assert_int_ge(c, 0);
		ck_assert_int_eq(connect(c, (struct sockaddr *)&a, sizeof(a)), 0);
		s = accept(l, NULL, NULL);
		ck_assert_int_ge(s, 0);
		ck_assert_int_eq(write(c, "x", 1), 1);
		ck_assert_int_eq(read(s, &b, 1), 1);
		close(s);
		ck_assert_int_eq(read(c, &b, 1), 0);
		close(c);
	}
	close(l);
}
END_TEST

START_TEST(datagrams)
{
	struct sockaddr_in a = any_port(), from;
	socklen_t len = sizeof(a);
	char big[20000], buf[20000];
	int s = socket(AF_INET, SOCK_DGRAM, 0), c = socket(AF_INET, SOCK_DGRAM, 0);

	ck_assert_int_eq(bind(s, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(getsockname(s, (struct sockaddr *)&a, &len), 0);
	ck_assert_int_eq(sendto(c, "dgram", 5, 0, (struct sockaddr *)&a, sizeof(a)), 5);
	ck_assert_int_eq(recvfrom(s, buf, sizeof(buf), 0, (struct sockaddr *)&from, &len), 5);
	ck_assert_int_eq(sendto(s, "answer", 6, 0, (struct sockaddr *)&from, len), 6);
	ck_assert_int_eq(connect(c, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(recv(c, buf, sizeof(buf), 0), 6);
	memset(big, 'd', sizeof(big));
	ck_assert_int_eq(send(c, big, sizeof(big), 0), sizeof(big));
	ck_assert_int_eq(recv(s, buf, sizeof(buf), 0), sizeof(big));
	ck_assert_mem_eq(buf, big, sizeof(big));
	ck_assert_int_eq(send(c, "truncated", 9, 0), 9);
	ck_assert_int_eq(recv(s, buf, 5, MSG_TRUNC), 9);
	close(c);
	close(s);
}
END_TEST

START_TEST(a_new_one_is_writable_at_once)
{
	/* Without a wait: one that has just looked at the last socket looks at this. */
	for (int i = 0; i < 100; i++) {
		struct pollfd p = { socket(AF_INET, SOCK_DGRAM, 0), POLLOUT, 0 };

		ck_assert_int_ge(p.fd, 0);
		ck_assert_int_eq(poll(&p, 1, 0), 1);
		ck_assert_int_eq(p.revents, POLLOUT);
		close(p.fd);
	}
}
END_TEST

/* Whatever a socket was ready for before, as a listener it waits for connections. */
START_TEST(a_listener_that_was_polled_before)
{
	struct sockaddr_in a = any_port();
	socklen_t len = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM, 0), c;
	struct pollfd p = { .fd = fd, .events = POLLIN };

	ck_assert_int_ge(poll(&p, 1, 0), 0);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(listen(fd, 4), 0);
	ck_assert_int_eq(poll(&p, 1, 1), 0);
	ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&a, &len), 0);
	c = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert_int_eq(connect(c, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(poll(&p, 1, 10000), 1);
	ck_assert_int_eq(p.revents, POLLIN);
	close(accept(fd, NULL, NULL));
	close(c);
	close(fd);
}
END_TEST

START_TEST(vectors)
{
	struct iovec out[3] = { { "one", 3 }, { " ", 1 }, { "two", 3 } };
	char x[4], y[10];
	struct iovec in[2] = { { x, 4 }, { y, 10 } };
	int c, s;

	make_pair(&c, &s);
	ck_assert_int_eq(writev(c, out, 3), 7);
	ck_assert_int_eq(recv(s, y, 7, MSG_PEEK | MSG_WAITALL), 7);
	ck_assert_int_eq(readv(s, in, 2), 7);
	ck_assert_mem_eq(x, "one ", 4);
	ck_assert_mem_eq(y, "two", 3);
	close(c);
	close(s);
}
END_TEST

START_TEST(names_and_numbers)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_family = AF_INET }, *r, *i;
	char host[64], serv[16];
	int n = 0;

	ck_assert_int_eq(getaddrinfo("localhost", "http", &hints, &r), 0);
	ck_assert_ptr_nonnull(r);
	ck_assert_int_eq(((struct sockaddr_in *)r->ai_addr)->sin_port, htons(80));
	ck_assert_int_eq(((struct sockaddr_in *)r->ai_addr)->sin_addr.s_addr,
			 htonl(INADDR_LOOPBACK));
	ck_assert_int_eq(getnameinfo(r->ai_addr, r->ai_addrlen, host, sizeof(host), serv,
				     sizeof(serv), NI_NUMERICHOST | NI_NUMERICSERV),
			 0);
	ck_assert_str_eq(host, "127.0.0.1");
	ck_assert_str_eq(serv, "80");
	freeaddrinfo(r);
	hints.ai_family = AF_UNSPEC;
	hints.ai_flags = AI_PASSIVE;
	ck_assert_int_eq(getaddrinfo(NULL, "8080", &hints, &r), 0);
	for (i = r; i; i = i->ai_next)
		n++;
	ck_assert_int_eq(n, 2);
	freeaddrinfo(r);
	hints.ai_flags = AI_NUMERICHOST;
	ck_assert_int_eq(getaddrinfo("example.org", "80", &hints, &r), EAI_NONAME);
	ck_assert_int_eq(getaddrinfo("fe80::1%nosuch", "80", &hints, &r), EAI_NONAME);
	ck_assert_int_eq(getaddrinfo("::1", "80", &hints, &r), 0);
	ck_assert_int_eq(r->ai_family, AF_INET6);
	freeaddrinfo(r);
	ck_assert_int_eq(getaddrinfo(NULL, NULL, &hints, &r), EAI_NONAME);
	ck_assert_int_eq(getaddrinfo("127.0.0.1", "nosuchservice", NULL, &r), EAI_SERVICE);
	ck_assert_str_eq(gai_strerror(EAI_NONAME), "no such name or service");
}
END_TEST

static volatile sig_atomic_t alarms, pipes;

static void on_alarm(int sig)
{
	(void)sig;
	alarms++;
}

static void on_pipe(int sig)
{
	(void)sig;
	pipes++;
}

START_TEST(signals_interrupt_and_tell)
{
	struct sigaction act = { .sa_handler = on_alarm };
	struct sockaddr_in a = { .sin_family = AF_INET };
	socklen_t len = sizeof(a);
	int l = socket(AF_INET, SOCK_STREAM, 0), c = socket(AF_INET, SOCK_STREAM, 0), s, r, e;
	int u = socket(AF_INET, SOCK_DGRAM, 0);
	char b;

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	ck_assert_int_eq(bind(l, (struct sockaddr *)&a, len), 0);
	ck_assert_int_eq(getsockname(l, (struct sockaddr *)&a, &len), 0);
	ck_assert_int_eq(listen(l, 1), 0);
	sigaction(SIGALRM, &act, NULL);
	ualarm(3000, 0);
	r = accept(l, NULL, NULL);
	e = errno;
	ck_assert_int_eq(r, -1);
	ck_assert_int_eq(e, EINTR);
	ck_assert_int_eq(connect(c, (struct sockaddr *)&a, len), 0);
	s = accept(l, NULL, NULL);
	ualarm(3000, 0);
	r = (int)recv(s, &b, 1, 0);
	e = errno;
	ck_assert_int_eq(r, -1);
	ck_assert_int_eq(e, EINTR);
	ck_assert_int_eq(bind(u, (struct sockaddr *)&a, len), 0);
	ualarm(3000, 0);
	r = (int)recv(u, &b, 1, 0);
	e = errno;
	ck_assert_int_eq(e, EINTR);
	ck_assert_int_eq(alarms, 3);
	close(u);
	/* Written to a peer that is gone. */
	signal(SIGPIPE, on_pipe);
	ck_assert_int_eq(shutdown(c, SHUT_WR), 0);
	r = (int)write(c, "x", 1);
	e = errno;
	ck_assert_int_eq(e, EPIPE);
	ck_assert_int_eq(pipes, 1);
	r = (int)send(c, "x", 1, MSG_NOSIGNAL);
	e = errno;
	ck_assert_int_eq(e, EPIPE);
	ck_assert_int_eq(pipes, 1);
	close(c);
	close(s);
	close(l);
}
END_TEST

START_TEST(interfaces_have_addresses)
{
	struct ifaddrs *list, *i;
	int loopback = 0;

	ck_assert_int_eq(getifaddrs(&list), 0);
	for (i = list; i; i = i->ifa_next) {
		struct sockaddr_in *a = (struct sockaddr_in *)i->ifa_addr;

		ck_assert_ptr_nonnull(i->ifa_name);
		if (a && a->sin_family == AF_INET &&
		    a->sin_addr.s_addr == htonl(INADDR_LOOPBACK)) {
			loopback++;
			ck_assert(i->ifa_flags & IFF_LOOPBACK);
			ck_assert_int_eq(
				((struct sockaddr_in *)i->ifa_netmask)->sin_addr.s_addr,
				htonl(0xff000000));
		}
	}
	ck_assert_int_eq(loopback, 1);
	freeifaddrs(list);
}
END_TEST

START_TEST(a_hosts_file_is_read)
{
	struct addrinfo *r;
	int fd;

	mkdir("/etc", 0755);
	fd = open("/etc/hosts", O_CREAT | O_EXCL | O_WRONLY, 0644);
	if (fd < 0)
		return; /* there is one, which is somebody's */
	write(fd, "192.0.2.77 ours.test ours\n", 26);
	close(fd);
	ck_assert_int_eq(getaddrinfo("ours", "80", NULL, &r), 0);
	ck_assert_int_eq(((struct sockaddr_in *)r->ai_addr)->sin_addr.s_addr,
			 htonl(0xc000024d));
	freeaddrinfo(r);
	unlink("/etc/hosts");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("sockets");
	TCase *t = tcase_create("loopback");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_set_timeout(t, 60);
	tcase_add_test(t, a_blocked_read_waits_for_data);
	tcase_add_test(t, poll_and_select_wait_for_data);
	tcase_add_test(t, nonblocking_by_fcntl_ioctl_and_flag);
	tcase_add_test(t, large_transfer_is_intact);
	tcase_add_test(t, waitall_waits_for_all);
	tcase_add_test(t, receive_timeout);
	tcase_add_test(t, refused_and_in_progress);
	tcase_add_test(t, many_connections_at_once);
	tcase_add_test(t, connections_come_and_go);
	tcase_add_test(t, datagrams);
	tcase_add_test(t, a_new_one_is_writable_at_once);
	tcase_add_test(t, a_listener_that_was_polled_before);
	tcase_add_test(t, vectors);
	tcase_add_test(t, names_and_numbers);
	tcase_add_test(t, signals_interrupt_and_tell);
	tcase_add_test(t, interfaces_have_addresses);
	tcase_add_test(t, a_hosts_file_is_read);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
