/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the host tells about its sockets: one epoll instance, edge-triggered,
 * itself watched by the platform. Readiness is remembered in each socket and
 * forgotten when a call finds otherwise, so that poll costs no system call.
 */
#include <errno.h>
#include <poll.h>

#include "host.h"

#define CTL_ADD 1
#define CTL_DEL 2
#define CLOEXEC 02000000
#define BATCH	64

/* How old remembered readiness may be when poll finds nothing. */
#define FRESH_NS 20000

static int ep = -1;
static uint64_t last_look;

static void happened(struct host_sock *h, uint32_t e)
{
	short events = 0;

	h->ready |= e;
	h->doubt &= ~e;
	uk_waitq_wake(&h->wait, UK_WAKE_ALL);
	if (uk_list_empty(&h->s.file.watchers))
		return;
	if (e & (UK_LINUX_IN | UK_LINUX_RDHUP))
		events |= POLLIN | POLLRDNORM;
	if (e & UK_LINUX_RDHUP)
		events |= POLLRDHUP;
	if (e & UK_LINUX_OUT)
		events |= POLLOUT | POLLWRNORM;
	if (e & UK_LINUX_ERR)
		events |= POLLERR;
	if (e & UK_LINUX_HUP)
		events |= POLLHUP;
	uk_file_notify(&h->s.file, events);
}

static void look(void)
{
	struct uk_linux_epoll_event ev[BATCH];
	long n;

	do {
		n = HOST_CALL(epoll_pwait, ep, ev, BATCH, 0, 0, 0);
		for (long i = 0; i < n; i++)
			happened(ev[i].data, ev[i].events);
	} while (n == BATCH);
	last_look = uk_clock_ns();
}

void host_events_refresh(void)
{
	if (ep >= 0 && uk_clock_ns() - last_look > FRESH_NS)
		look();
}

static void on_ready(struct uk_linux_watch *w, uint32_t events)
{
	(void)w;
	(void)events;
	look();
}

static int start(void)
{
	static struct uk_linux_watch watch = { .events = UK_LINUX_IN, .fn = on_ready };
	long fd = HOST_CALL(epoll_create1, CLOEXEC, 0, 0, 0, 0, 0);
	int r;

	if (fd < 0)
		return (int)uk_linux_errno(fd);
	watch.fd = (int)fd;
	r = uk_linux_watch(&watch);
	if (r < 0) {
		HOST_CALL(close, fd, 0, 0, 0, 0, 0);
		return r;
	}
	ep = (int)fd;
	return 0;
}

int host_events_add(struct host_sock *h)
{
	struct uk_linux_epoll_event ev = {
		UK_LINUX_IN | UK_LINUX_OUT | UK_LINUX_RDHUP | UK_LINUX_EDGE, h
	};

	if (ep < 0) {
		int r = start();

		if (r < 0)
			return r;
	}
	/* What it is ready for, a new datagram socket for sending, is to be seen at once. */
	last_look = 0;
	return (int)uk_linux_errno(HOST_CALL(epoll_ctl, ep, CTL_ADD, h->fd, &ev, 0, 0));
}

void host_events_remove(struct host_sock *h)
{
	struct uk_linux_epoll_event ev = { 0, NULL };

	HOST_CALL(epoll_ctl, ep, CTL_DEL, h->fd, &ev, 0, 0);
}
