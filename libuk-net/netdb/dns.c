/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The resolver: both questions (A and AAAA) go out at once from a random port
 * with random numbers; servers take turns, with longer and longer waits.
 */
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include <uk/net.h>
#include <uk/thread.h>

#include "dns.h"
#include "etc.h"

#define SERVERS	 3
#define ROUNDS	 3
#define ADDR_MAX 16

uint32_t uk_net_random(void);

struct question {
	uint16_t id, type;
	int result; /* 1: no answer yet; else dns_parse's */
	struct dns_answer answer;
	struct net_addr addrs[ADDR_MAX];
};

static int open_to(const struct sockaddr_storage *server)
{
	socklen_t len = server->ss_family == AF_INET ? sizeof(struct sockaddr_in)
						     : sizeof(struct sockaddr_in6);
	struct sockaddr_storage me = { .ss_family = server->ss_family };
	int fd = socket(server->ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0), e;

	if (fd < 0)
		return -1;
	for (int i = 0; i < 4; i++) {
		/* sin_port and sin6_port are at the same place */
		((struct sockaddr_in *)&me)->sin_port =
			htons((uint16_t)(0xc000 | (uk_net_random() & 0x3fff)));
		if (bind(fd, (struct sockaddr *)&me, len) == 0)
			break;
	}
	if (connect(fd, (const struct sockaddr *)server, len) == 0)
		return fd;
	e = errno;
	close(fd);
	errno = e;
	return -1;
}

static int ask(int fd, const char *name, struct question *q)
{
	uint8_t msg[300];
	int len;

	q->id = (uint16_t)uk_net_random();
	len = dns_build(msg, sizeof(msg), q->id, name, q->type);
	if (len < 0)
		return len;
	return send(fd, msg, (size_t)len, MSG_NOSIGNAL) < 0 ? -errno : 0;
}

/* Receive until all questions are answered or @until. */
static void gather(int fd, const char *name, struct question *q, int n, uint64_t until)
{
	uint8_t msg[DNS_MSG_MAX];
	int open = 0;

	for (int i = 0; i < n; i++)
		open += q[i].result == 1;
	while (open) {
		uint64_t now = uk_clock_ns(), left = until > now ? until - now : 0;
		struct timeval tv = { .tv_sec = (time_t)(left / 1000000000),
				      .tv_usec = (suseconds_t)(left / 1000 % 1000000) };
		ssize_t len;

		if (left < 1000)
			return;
		setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv));
		len = recv(fd, msg, sizeof(msg), 0);
		if (len < 0)
			return;
		for (int i = 0; i < n; i++) {
			int r;

			if (q[i].result != 1)
				continue;
			r = dns_parse(msg, (size_t)len, q[i].id, name, q[i].type, &q[i].answer);
			if (r == -EAGAIN || r == -EBADMSG)
				continue; /* perhaps a forgery: the right one may follow */
			q[i].result = r;
			open--;
			break;
		}
	}
}

/* Name servers; those that DHCP is still to tell are waited for. */
static int servers(struct sockaddr_storage *out)
{
	int n = net_etc_name_servers(out, SERVERS);

	if (n > 0)
		return n;
	for (int i = 0; (n = uk_net_backend->name_servers(out, SERVERS)) == -EAGAIN && i < 50;
	     i++)
		uk_thread_sleep_until(uk_clock_ns() + 100000000);
	return n;
}

/* 0 when every question has its answer; -EAGAIN when nobody answers. */
static int query(const char *name, struct question *q, int n)
{
	struct sockaddr_storage server[SERVERS];
	int count = servers(server), r = -EAGAIN;

	for (int i = 0; i < n; i++) {
		q[i].result = 1;
		q[i].answer.addrs = q[i].addrs;
		q[i].answer.max = ADDR_MAX;
		q[i].answer.n = 0;
	}
	for (int turn = 0; turn < ROUNDS * count; turn++) {
		uint64_t wait = UINT64_C(1000000000) << (turn / count);
		int fd = open_to(&server[turn % count]), left = 0;

		if (fd < 0) {
			r = -errno;
			continue;
		}
		for (int i = 0; i < n; i++) {
			/* A failing server's word is not the last: ask the next one. */
			if (q[i].result == -EIO)
				q[i].result = 1;
			if (q[i].result == 1 && ask(fd, name, &q[i]) == -EINVAL) {
				close(fd);
				return -EINVAL;
			}
		}
		gather(fd, name, q, n, uk_clock_ns() + wait);
		close(fd);
		for (int i = 0; i < n; i++)
			left += q[i].result == 1 || q[i].result == -EIO;
		if (left == 0)
			return 0;
		r = -EAGAIN;
	}
	for (int i = 0; i < n; i++)
		if (q[i].result == -EIO)
			r = -EIO;
	return r;
}

int net_resolve(const char *name, int family, struct net_addr *out, int max, char *canon)
{
	struct question q[2];
	int n = 0, total = 0, missing = 0, r;

	if (strlen(name) >= DNS_NAME_MAX)
		return -EINVAL;
	r = net_resolve_local(name, family, out, max);
	if (r != -EAGAIN) {
		if (canon && r > 0)
			strcpy(canon, name);
		return r;
	}
	if (family != AF_INET6)
		q[n++].type = DNS_A;
	if (family != AF_INET)
		q[n++].type = DNS_AAAA;
	r = query(name, q, n);
	for (int i = 0; i < n; i++) {
		if (q[i].result == -ENOENT)
			missing++;
		if (q[i].result != 0)
			continue;
		if (canon)
			strcpy(canon, q[i].answer.canon);
		for (int k = 0; k < q[i].answer.n && total < max; k++)
			out[total++] = q[i].addrs[k];
	}
	if (total)
		return total; /* half an answer is one */
	if (r < 0)
		return r;
	return missing ? -ENOENT : -ENODATA;
}

int net_resolve_back(const struct net_addr *a, char name[DNS_NAME_MAX])
{
	static const char hex[] = "0123456789abcdef";
	char text[80], *p = text;
	struct question q = { .type = DNS_PTR };
	int r;

	if (a->family == AF_INET) {
		for (int i = 3; i >= 0; i--) {
			if (a->a[i] >= 100)
				*p++ = (char)('0' + a->a[i] / 100);
			if (a->a[i] >= 10)
				*p++ = (char)('0' + a->a[i] / 10 % 10);
			*p++ = (char)('0' + a->a[i] % 10);
			*p++ = '.';
		}
		strcpy(p, "in-addr.arpa");
	} else {
		for (int i = 15; i >= 0; i--) {
			*p++ = hex[a->a[i] & 15];
			*p++ = '.';
			*p++ = hex[a->a[i] >> 4];
			*p++ = '.';
		}
		strcpy(p, "ip6.arpa");
	}
	r = query(text, &q, 1);
	if (r < 0)
		return r;
	if (q.result < 0)
		return q.result;
	if (q.answer.n == 0)
		return -ENOENT;
	strcpy(name, q.answer.canon);
	return 0;
}
