# SPDX-License-Identifier: BSD-3-Clause
# A server of one thread on epoll, level- and edge-triggered, under load: sockets of
# the host, and the pool's own in a virtual machine; a timerfd and an eventfd in the same set.
. "$srcdir/tests/lib.sh"
secs=${UK_LOAD_SECONDS:-3}

cat >"$tmp/e.c" <<'END'
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nticks";
static int ep, ticks, kicks, busy;
static uint32_t mode;

static void add(int fd, uint32_t events)
{
	struct epoll_event ev = { .events = events, .data.fd = fd };

	if (epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev))
		perror("epoll_ctl"), exit(1);
}

static void serve(int fd)
{
	char buf[2048];
	ssize_t n;

	do {
		n = read(fd, buf, sizeof(buf));
		if (n == 0 || (n < 0 && errno != EAGAIN)) {
			close(fd);
			return;
		}
		for (ssize_t i = 3; i < n; i++)
			if (!memcmp(buf + i - 3, "\r\n\r\n", 4) && write(fd, answer, sizeof(answer) - 1) < 0)
				perror("write");
	} while (n > 0 && (mode & EPOLLET));
}

int main(int argc, char **argv)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])) };
	struct itimerspec every = { { 0, 100000000 }, { 0, 100000000 } };
	int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1, t, e;
	struct epoll_event ev[64];

	mode = argc > 2 && !strcmp(argv[2], "edge") ? EPOLLET : 0;
	busy = argc > 2 && !strcmp(argv[2], "busy");
	ep = epoll_create1(EPOLL_CLOEXEC);
	setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (bind(s, (void *)&a, sizeof(a)) || listen(s, 128))
		return perror("listen"), 1;
	t = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
	e = eventfd(0, EFD_NONBLOCK);
	timerfd_settime(t, 0, &every, NULL);
	add(s, EPOLLIN), add(t, EPOLLIN), add(e, EPOLLIN | EPOLLET);
	for (;;) {
		int n = epoll_wait(ep, ev, 64, busy ? 0 : -1), c;
		uint64_t v;

		for (int i = 0; i < n; i++) {
			if (ev[i].data.fd == s) {
				while ((c = accept4(s, NULL, NULL, SOCK_NONBLOCK)) >= 0)
					add(c, EPOLLIN | EPOLLRDHUP | mode);
			} else if (ev[i].data.fd == t) {
				if (read(t, &v, 8) == 8 && (ticks += v) == 5)
					printf("five ticks\n"), fflush(stdout), eventfd_write(e, 1);
			} else if (ev[i].data.fd == e) {
				if (++kicks == 1)
					printf("one kick\n"), fflush(stdout);
			} else {
				serve(ev[i].data.fd);
			}
		}
	}
}
END
# load URL NAME: 16 connections, every answer right
load() {
	wrk -t1 -c16 -d"$secs" "$1" >"$tmp/wrk" 2>&1
	n=$(sed -n 's/^ *\([0-9]*\) requests in.*/\1/p' "$tmp/wrk")
	if grep -q 'Socket errors\|Non-2xx' "$tmp/wrk" || [ "${n:-0}" -lt 100 ]; then
		not_ok "$2"
		note <"$tmp/wrk"
	else
		ok "$2: $n requests"
	fi
}
status 0 "it builds" ukcc -O2 "$tmp/e.c" -luk-net -o "$tmp/e"
for mode in level edge; do
	port=$(free_port)
	background "$tmp/e" "$port" $mode
	is "$(fetch "http://127.0.0.1:$port/")" "ticks" "process, $mode-triggered: answers"
	load "http://127.0.0.1:$port/" "process, $mode-triggered, 16 connections"
	is "$(tr '\n' ' ' <"$tmp/bg")" "five ticks one kick " "process, $mode-triggered: timer and event"
	stop "$bg"
	background ukrun -q --accel tcg -p "$port:80" "$tmp/e" 80 $mode
	is "$(fetch "http://127.0.0.1:$port/")" "ticks" "vm, $mode-triggered: answers"
	load "http://127.0.0.1:$port/" "vm, $mode-triggered, 16 connections"
	is "$(tr '\n' ' ' <"$tmp/bg" | tr -d '\r')" "five ticks one kick " "vm, $mode-triggered: timer and event"
	stop "$bg"
done
# It never waits, only asks.
port=$(free_port)
background "$tmp/e" "$port" busy
is "$(fetch "http://127.0.0.1:$port/")" "ticks" "process, never waiting: answers"
stop "$bg"
background ukrun -q --accel tcg -p "$port:80" "$tmp/e" 80 busy
is "$(fetch "http://127.0.0.1:$port/")" "ticks" "vm, never waiting: answers"
stop "$bg"
finish
