/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A small web server: one thread, poll(2), keep-alive and pipelining. Ordinary
 * POSIX; nothing in it knows about ukpool:
 *
 *	cc httpd.c -o httpd && ./httpd 8080
 *	ukcc httpd.c -luk-net -o httpd && ./httpd 8080
 *	ukrun -p 8080:8080 httpd 8080
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_CONNS 256
#define REQ_MAX	  4096

static const char page[] = "HTTP/1.1 200 OK\r\n"
			   "Content-Type: text/plain\r\n"
			   "Content-Length: 13\r\n"
			   "\r\n"
			   "Hello, world!";
static const char bad[] = "HTTP/1.1 400 Bad Request\r\n"
			  "Content-Length: 0\r\n"
			  "Connection: close\r\n"
			  "\r\n";

struct conn {
	size_t len; /* of the request read so far */
	char buf[REQ_MAX + 1];
};

static struct pollfd fds[1 + MAX_CONNS]; /* fds[0] listens */
static struct conn *conns[1 + MAX_CONNS];
static nfds_t nfds = 1;

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static void drop(nfds_t i)
{
	close(fds[i].fd);
	free(conns[i]);
	nfds--;
	fds[i] = fds[nfds];
	conns[i] = conns[nfds];
}

static void greet(int listener)
{
	int one = 1, fd = accept(listener, NULL, NULL);

	if (fd < 0)
		return;
	if (nfds > MAX_CONNS || !(conns[nfds] = malloc(sizeof(**conns)))) {
		close(fd);
		return;
	}
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	fcntl(fd, F_SETFL, O_NONBLOCK);
	conns[nfds]->len = 0;
	fds[nfds++] = (struct pollfd){ .fd = fd, .events = POLLIN };
}

/* Answers are small: a client that does not take them in is dropped. */
static bool answer(int fd, const char *text, size_t len)
{
	return send(fd, text, len, MSG_NOSIGNAL) == (ssize_t)len;
}

/* Answer every complete request in the buffer. False: the connection is done. */
static bool serve(int fd, struct conn *c)
{
	char *p = c->buf, *end;

	c->buf[c->len] = '\0';
	while ((end = strstr(p, "\r\n\r\n")) != NULL) {
		if (strncmp(p, "GET ", 4) != 0) {
			answer(fd, bad, sizeof(bad) - 1);
			return false;
		}
		if (!answer(fd, page, sizeof(page) - 1))
			return false;
		p = end + 4;
	}
	c->len -= p - c->buf;
	memmove(c->buf, p, c->len);
	return c->len < REQ_MAX; /* a header that long is refused */
}

static bool readable(int fd, struct conn *c)
{
	ssize_t n = recv(fd, c->buf + c->len, REQ_MAX - c->len, 0);

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	if (n == 0)
		return false;
	c->len += n;
	return serve(fd, c);
}

int main(int argc, char **argv)
{
	struct sockaddr_in addr = { .sin_family = AF_INET };
	int port = argc > 1 ? atoi(argv[1]) : 8080, one = 1;

	if (port <= 0 || port > 65535) {
		fprintf(stderr, "usage: %s [PORT]\n", argv[0]);
		return 2;
	}
	addr.sin_port = htons(port);
	fds[0].events = POLLIN;
	fds[0].fd = socket(AF_INET, SOCK_STREAM, 0);
	if (fds[0].fd < 0)
		die("socket");
	setsockopt(fds[0].fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (bind(fds[0].fd, (struct sockaddr *)&addr, sizeof(addr)))
		die("bind");
	if (listen(fds[0].fd, 128))
		die("listen");
	printf("listening on port %d\n", port);
	fflush(stdout);

	for (;;) {
		if (poll(fds, nfds, -1) < 0 && errno != EINTR)
			die("poll");
		for (nfds_t i = nfds; i-- > 1;)
			if (fds[i].revents && !readable(fds[i].fd, conns[i]))
				drop(i);
		if (fds[0].revents)
			greet(fds[0].fd);
	}
}
