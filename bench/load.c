/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * load HOST PORT CONNECTIONS REQUESTS - exactly so many keep-alive requests over
 * so many connections, each answer checked; prints requests per second.
 * (wrk runs for a time; counting instructions per request needs a number.)
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CONNS_MAX 1024

static const char request[] = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
static const char body[] = "Hello, world!";

struct conn {
	size_t len;
	char buf[512];
};

static struct pollfd fds[CONNS_MAX];
static struct conn conns[CONNS_MAX];
static long to_send, to_get;

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static void ask(int i)
{
	if (to_send == 0)
		return;
	to_send--;
	conns[i].len = 0;
	if (send(fds[i].fd, request, sizeof(request) - 1, MSG_NOSIGNAL) !=
	    (ssize_t)sizeof(request) - 1)
		die("send");
}

/* Read what is there; when the answer is complete and right, ask again. */
static void answer(int i)
{
	struct conn *c = &conns[i];
	ssize_t n = recv(fds[i].fd, c->buf + c->len, sizeof(c->buf) - 1 - c->len, 0);

	if (n <= 0)
		die("recv");
	c->len += n;
	c->buf[c->len] = '\0';
	if (!strstr(c->buf, "\r\n\r\n") || c->len < sizeof(body) - 1 ||
	    strcmp(c->buf + c->len - (sizeof(body) - 1), body) != 0) {
		if (c->len == sizeof(c->buf) - 1) {
			fprintf(stderr, "load: wrong answer: %s\n", c->buf);
			exit(1);
		}
		return;
	}
	to_get--;
	ask(i);
}

int main(int argc, char **argv)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	struct timespec t0, t1;
	int n, one = 1;
	double s;

	if (argc != 5 || inet_pton(AF_INET, argv[1], &a.sin_addr) != 1 ||
	    (n = atoi(argv[3])) < 1 || n > CONNS_MAX) {
		fprintf(stderr, "usage: load ADDRESS PORT CONNECTIONS REQUESTS\n");
		return 2;
	}
	a.sin_port = htons(atoi(argv[2]));
	to_send = to_get = atol(argv[4]);
	for (int i = 0; i < n; i++) {
		fds[i].fd = socket(AF_INET, SOCK_STREAM, 0);
		fds[i].events = POLLIN;
		if (connect(fds[i].fd, (struct sockaddr *)&a, sizeof(a)))
			die("connect");
		setsockopt(fds[i].fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	}
	clock_gettime(CLOCK_MONOTONIC, &t0);
	for (int i = 0; i < n; i++)
		ask(i);
	while (to_get > 0) {
		int r = poll(fds, n, 20000);

		if (r <= 0) {
			fprintf(stderr, "load: no answer for 20 s, %ld missing\n", to_get);
			return 1;
		}
		for (int i = 0; i < n; i++)
			if (fds[i].revents)
				answer(i);
	}
	clock_gettime(CLOCK_MONOTONIC, &t1);
	s = t1.tv_sec - t0.tv_sec + (t1.tv_nsec - t0.tv_nsec) / 1e9;
	printf("%.0f\n", atol(argv[4]) / s);
	return 0;
}
