/* SPDX-License-Identifier: BSD-3-Clause */
/* See fake.h. */
#include "fake.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <uk/console.h>
#include <uk/crash.h>
#include <uk/entropy.h>
#include <uk/heap.h>
#include <uk/init.h>
#include <uk/page.h>
#include <uk/thread.h>

#include "stack.h"
#include "timers.h"

#define MS UINT64_C(1000000)

uint64_t fake_now = 1000 * MS;
bool (*fake_step)(void);
long fake_memory = -1;
long fake_live;

static bool memory(void)
{
	if (fake_memory == 0)
		return false;
	if (fake_memory > 0)
		fake_memory--;
	return true;
}

/* -- platform, memory -- */

uint64_t uk_clock_ns(void)
{
	return fake_now;
}

uint64_t uk_clock_wall_ns(void)
{
	return fake_now;
}

static unsigned depth; /* of uk_sched_lock() */

/* A device's answer is waited for. */
int uk_entropy_read(void *buf, size_t len)
{
	if (depth)
		abort();
	memset(buf, 0x5a, len);
	return 0;
}

void uk_devices_find(void)
{
}

void uk_log(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

void uk_panic(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	abort();
}

void *uk_malloc(size_t size)
{
	return memory() ? malloc(size) : NULL;
}

void *uk_zalloc(size_t size)
{
	return memory() ? calloc(1, size) : NULL;
}

void uk_free(void *p)
{
	free(p);
}

void uk_page_stats(struct uk_page_stats *s)
{
	*s = (struct uk_page_stats){ .total = 16384, .free = 16384, .largest = 16384 };
}

#ifndef FAKE_REAL_NETBUF
/* Each netbuf an allocation of its own: the sanitizer sees what happens after free. */
static void netbuf_release(struct uk_netbuf *b)
{
	fake_live--;
	free(b);
}

struct uk_netbuf *uk_netbuf_alloc(void)
{
	struct uk_netbuf *b = memory() ? aligned_alloc(UK_NETBUF_SIZE, UK_NETBUF_SIZE) : NULL;

	if (!b)
		return NULL;
	memset(b, 0xa5, UK_NETBUF_SIZE);
	b->next = b->link = NULL;
	b->free = netbuf_release;
	b->buf = (uint8_t *)(b + 1);
	b->size = UK_NETBUF_SIZE - sizeof(*b);
	b->data = b->buf + UK_NETBUF_HEADROOM;
	b->len = b->flags = b->gso_size = 0;
	fake_live++;
	return b;
}

void uk_netbuf_free(struct uk_netbuf *b)
{
	while (b) {
		struct uk_netbuf *next = b->next;

		b->free(b);
		b = next;
	}
}
#endif

/* -- threads: there is one, and waiting runs the network -- */

unsigned fake_sigpipes;
static struct uk_thread self;
__thread struct uk_thread *uk_thread_current = &self;
static bool woken;

void uk_sched_lock(void)
{
	depth++;
}

void uk_sched_unlock(void)
{
	if (depth-- == 0)
		abort();
}

int uk_thread_create(struct uk_thread **out, const struct uk_thread_attr *a,
		     void *(*fn)(void *), void *arg)
{
	(void)a;
	(void)fn;
	(void)arg;
	*out = NULL;
	return 0;
}

void uk_thread_yield(void)
{
}

unsigned uk_waitq_wake(struct uk_waitq *q, unsigned n)
{
	(void)n;
	if (uk_list_empty(&q->threads))
		return 0;
	uk_list_pop(&q->threads);
	woken = true;
	return 1;
}

/* One step of the world; false when nothing is left but to wait for a deadline. */
static bool step(void)
{
	bool did = fake_step ? fake_step() : false;
	bool busy = net.kicked || (net.dev && net.dev->event) || fake_now >= net_timers_due;

	if (busy) {
		while (net_round())
			;
	}
	return did || busy;
}

static void advance(uint64_t until)
{
	uint64_t t = UK_MIN(until, net_timers_due);

	if (t == UK_FOREVER) {
		fprintf(stderr, "deadlock: waiting for ever with nothing to come\n");
		abort();
	}
	if (t > fake_now)
		fake_now = t;
}

int uk_waitq_wait(struct uk_waitq *q, uint64_t deadline)
{
	if (depth != 1)
		abort();
	uk_list_init(&self.link);
	uk_list_insert(&q->threads, &self.link);
	woken = false;
	while (!woken && fake_now < deadline)
		if (!step() && !woken)
			advance(deadline);
	if (!woken)
		uk_list_remove(&self.link);
	return woken ? 0 : -ETIMEDOUT;
}

int uk_waitq_wait_intr(struct uk_waitq *q, uint64_t deadline)
{
	return self.notice ? -EINTR : uk_waitq_wait(q, deadline);
}

/* What libuk-posix's signals do: here a handler without SA_RESTART ran, and was counted. */
unsigned fake_attended;

int uk_attend(void)
{
	self.notice = false;
	fake_attended++;
	return 2;
}

void fake_notify(void)
{
	self.notice = true;
}

ssize_t uk_sigpipe(int flags)
{
	fake_sigpipes += !(flags & MSG_NOSIGNAL);
	return -EPIPE;
}

void uk_thread_sleep_until(uint64_t deadline)
{
	while (fake_now < deadline)
		if (!step())
			advance(deadline);
}

void fake_run(unsigned ms)
{
	uint64_t until = fake_now + ms * MS;

	depth++;
	while (step() || fake_now < until)
		if (!step() && fake_now < until)
			advance(until);
	depth--;
}

/* -- files -- */

const char uk_socket_type[] = "socket";

struct uk_socket *uk_socket_get(int fd, int *err)
{
	struct uk_file *f = uk_fd_get(fd);

	if (f && f->ops->type == uk_socket_type)
		return uk_container_of(f, struct uk_socket, file);
	if (f)
		uk_file_unref(f);
	*err = f ? -ENOTSOCK : -EBADF;
	return NULL;
}

static struct uk_file *fds[64];

void uk_file_init(struct uk_file *f, const struct uk_file_ops *ops, int oflags)
{
	f->ops = ops;
	f->refs = 1;
	f->oflags = oflags;
	f->pos = 0;
	uk_list_init(&f->watchers);
}

void uk_file_unref(struct uk_file *f)
{
	if (--f->refs == 0)
		f->ops->close(f);
}

void uk_file_notify(struct uk_file *f, short events)
{
	UK_LIST_FOREACH(w, &f->watchers, struct uk_file_watch, link)
		w->notify(w, events);
}

int uk_fd_install(struct uk_file *f, int min, int flags)
{
	(void)flags;
	for (int i = min; i < 64; i++) {
		if (fds[i])
			continue;
		fds[i] = f;
		return i;
	}
	return -EMFILE;
}

int uk_fd_room(void)
{
	for (int i = 0; i < 64; i++)
		if (!fds[i])
			return 0;
	return -EMFILE;
}

struct uk_file *uk_fd_get(int fd)
{
	return fd >= 0 && fd < 64 && fds[fd] ? uk_file_ref(fds[fd]) : NULL;
}

int close(int fd)
{
	struct uk_file *f;

	if (fd < 0 || fd >= 64 || !fds[fd]) {
		errno = EBADF;
		return -1;
	}
	f = fds[fd];
	fds[fd] = NULL;
	uk_file_unref(f);
	return 0;
}

ssize_t uk_ret(ssize_t r)
{
	if (r >= 0)
		return r;
	errno = (int)-r;
	return -1;
}

/* -- anchors of other packages -- */
__asm__(".globl uk_class_net, uk_provides_sched, uk_provides_heap\n"
	".set uk_class_net, 0\n.set uk_provides_sched, 0\n.set uk_provides_heap, 0\n");

/* -- device -- */

void (*fake_sent)(const uint8_t *frame, size_t len);
uint16_t fake_deliver_flags;
size_t fake_piece;
unsigned fake_tx_room = ~0u;

static struct uk_netbuf *ring[256];
static unsigned ring_n;

static int dev_start(struct uk_netdev *d)
{
	(void)d;
	return 0;
}

static size_t dev_rx(struct uk_netdev *d, struct uk_netbuf **pkts, size_t n)
{
	(void)d;
	if (n > ring_n)
		n = ring_n;
	memcpy(pkts, ring, n * sizeof(ring[0]));
	ring_n -= (unsigned)n;
	memmove(ring, ring + n, ring_n * sizeof(ring[0]));
	return n;
}

/* As a device that is slow to say so: frames count as sent at the next burst. */
static struct uk_netbuf *in_flight[64];
static unsigned flying;

static size_t dev_tx(struct uk_netdev *d, struct uk_netbuf **pkts, size_t n)
{
	size_t i;

	(void)d;
	while (flying)
		uk_netbuf_free(in_flight[--flying]);
	for (i = 0; i < n && fake_tx_room && flying < 64; i++) {
		fake_tx_room -= fake_tx_room != ~0u;
		if (pkts[i]->data < pkts[i]->buf + 12 ||
		    pkts[i]->data + pkts[i]->len > pkts[i]->buf + pkts[i]->size)
			abort();
		if (fake_sent)
			fake_sent(pkts[i]->data, pkts[i]->len);
		in_flight[flying++] = pkts[i];
	}
	return i;
}

static const struct uk_netdev_ops dev_ops = { dev_start, dev_rx, dev_tx };
struct uk_netdev fake_dev = { .ops = &dev_ops,
			      .name = "fake",
			      .mac = FAKE_MAC,
			      .mtu = 1500,
			      .tx_headroom = 12,
			      .link_up = true };

void fake_deliver(const void *frame, size_t len)
{
	struct uk_netbuf *first = NULL, **end = &first;
	const uint8_t *p = frame;

	if (ring_n == 256)
		return;
	do {
		size_t n = fake_piece && len > fake_piece ? fake_piece : len;
		struct uk_netbuf *b = uk_netbuf_alloc();

		if (n > 1800)
			n = 1800;
		if (!b) {
			if (first)
				uk_netbuf_free(first);
			return;
		}
		memcpy(b->data, p, n);
		b->len = (uint16_t)n;
		b->flags = fake_deliver_flags;
		*end = b;
		end = &b->next;
		p += n;
		len -= n;
	} while (len);
	ring[ring_n++] = first;
	fake_dev.event = true;
}

void fake_boot(bool with_device)
{
	if (with_device)
		uk_netdev_register(&fake_dev);
	if (net_start() < 0)
		abort();
}
