/* SPDX-License-Identifier: BSD-3-Clause */
/* See backend.h. */
#include "backend.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uk/console.h>
#include <uk/heap.h>
#include <uk/irq.h>
#include <uk/page.h>
#include <uk/xen.h>

#define GRANTS 600

struct uk_xenbus_dev bus;
struct uk_netdev *dev;
unsigned notified, pages_out, netbufs_out, ports_open;
enum uk_xenbus_state frontend_state, backend_at;
int fail_at;
bool hold;

static int step;
static void *pages[GRANTS];
static void (*handler)(void *arg);
static void *handler_arg;
static uint32_t tx_cons, rx_cons;

static struct {
	char node[40], value[40];
} values[32];

/* One more thing that may fail. */
static bool fails(void)
{
	return step++ == fail_at;
}

/* -- store -- */

static const char *find(const char *node)
{
	for (unsigned i = 0; i < 32; i++)
		if (strcmp(values[i].node, node) == 0)
			return values[i].value;
	return NULL;
}

void store_says(const char *node, const char *value)
{
	for (unsigned i = 0; i < 32; i++)
		if (!values[i].node[0] || strcmp(values[i].node, node) == 0) {
			snprintf(values[i].node, sizeof(values[i].node), "%s",
				 value ? node : "-");
			snprintf(values[i].value, sizeof(values[i].value), "%s",
				 value ? value : "");
			return;
		}
	abort();
}

int uk_xs_read(const char *dir, const char *node, char *buf, size_t len)
{
	const char *v = find(node);

	(void)dir;
	if (fails() || !v)
		return -ENOENT;
	if (strlen(v) >= len)
		return -ENOBUFS;
	strcpy(buf, v);
	return strlen(v);
}

int uk_xs_read_uint(const char *dir, const char *node, unsigned long *value)
{
	char buf[40];
	int r = uk_xs_read(dir, node, buf, sizeof(buf));

	if (r < 0)
		return r;
	*value = strtoul(buf, NULL, 10);
	return 0;
}

int uk_xs_write_uint(const char *dir, const char *node, unsigned long value)
{
	char name[40], text[24];

	if (strcmp(dir, bus.path) != 0)
		abort();
	if (fails())
		return -EIO;
	snprintf(name, sizeof(name), "said %s", node);
	snprintf(text, sizeof(text), "%lu", value);
	store_says(name, text);
	return 0;
}

unsigned long said(const char *node)
{
	char name[40];
	const char *v;

	snprintf(name, sizeof(name), "said %s", node);
	v = find(name);
	return v ? strtoul(v, NULL, 10) : ~0ul;
}

int uk_xenbus_set_state(struct uk_xenbus_dev *d, enum uk_xenbus_state state)
{
	if (fails())
		return -EIO;
	frontend_state = state;
	if (state == UK_XENBUS_CONNECTED && backend_at == UK_XENBUS_CONNECTED)
		d->state = UK_XENBUS_CONNECTED;
	if (state == UK_XENBUS_CLOSED && d->state >= UK_XENBUS_INIT_WAIT)
		d->state = UK_XENBUS_CLOSED;
	return 0;
}

int uk_xenbus_wait(struct uk_xenbus_dev *d, enum uk_xenbus_state state, uint64_t deadline)
{
	(void)deadline;
	if (fails() || d->state < state)
		return -ETIMEDOUT;
	return 0;
}

/* -- platform -- */

int uk_xen_grant(unsigned domain, const void *page, bool readonly)
{
	(void)readonly;
	if (domain != bus.domain || (uintptr_t)page % UK_PAGE_SIZE)
		abort();
	if (fails())
		return -ENOSPC;
	for (unsigned i = 8; i < GRANTS; i++)
		if (!pages[i]) {
			pages[i] = (void *)(uintptr_t)page;
			return i;
		}
	return -ENOSPC;
}

int uk_xen_grant_end(int ref)
{
	if (!granted(ref))
		abort();
	if (hold)
		return -EBUSY;
	pages[ref] = NULL;
	return 0;
}

uint8_t *granted(uint32_t ref)
{
	return ref < GRANTS ? pages[ref] : NULL;
}

int uk_xen_port_alloc(unsigned domain)
{
	(void)domain;
	if (fails())
		return -ENOSPC;
	ports_open++;
	return 17;
}

void uk_xen_port_close(int port)
{
	if (port != 17)
		abort();
	handler = NULL;
	ports_open--;
}

void uk_xen_notify(int port)
{
	(void)port;
	notified++;
}

int uk_irq_attach(unsigned line, void (*fn)(void *arg), void *arg)
{
	(void)line;
	if (fails())
		return -ENOSPC;
	handler = fn;
	handler_arg = arg;
	return 3;
}

uint64_t uk_clock_ns(void)
{
	return 1;
}

unsigned uk_waitq_wake(struct uk_waitq *q, unsigned n)
{
	(void)q;
	return n ? 1 : 0;
}

int uk_snprintf(char *buf, size_t len, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(buf, len, fmt, ap);
	va_end(ap);
	return n;
}

void uk_log(const char *fmt, ...)
{
	(void)fmt;
}

/* -- memory -- */

void *uk_page_alloc(size_t n)
{
	if (fails())
		return NULL;
	pages_out += n;
	return aligned_alloc(UK_PAGE_SIZE, n * UK_PAGE_SIZE);
}

void uk_page_free(void *p, size_t n)
{
	for (unsigned i = 0; i < GRANTS; i++)
		if (pages[i] == p)
			abort(); /* it is granted still */
	pages_out -= n;
	free(p);
}

void uk_page_stats(struct uk_page_stats *s)
{
	*s = (struct uk_page_stats){ .total = 8192 };
}

void *uk_zalloc(size_t size)
{
	return fails() ? NULL : calloc(1, size);
}

void uk_free(void *p)
{
	free(p);
}

static void netbuf_free(struct uk_netbuf *b)
{
	netbufs_out--;
	free(b);
}

struct uk_netbuf *uk_netbuf_alloc(void)
{
	struct uk_netbuf *b;

	if (fails())
		return NULL;
	b = malloc(UK_NETBUF_SIZE);
	memset(b, 0xa5, sizeof(*b));
	b->buf = (uint8_t *)(b + 1);
	b->size = UK_NETBUF_SIZE - sizeof(*b);
	b->data = b->buf + UK_NETBUF_HEADROOM;
	b->free = netbuf_free;
	b->next = NULL;
	b->len = 0;
	b->flags = 0;
	netbufs_out++;
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

void uk_netdev_register(struct uk_netdev *d)
{
	dev = d;
}

const char uk_anchor_xenbus[1], uk_anchor_netdev[1];

/* -- the backend -- */

void backend_reset(void)
{
	memset(values, 0, sizeof(values));
	memset(pages, 0, sizeof(pages));
	memset(&bus, 0, sizeof(bus));
	strcpy(bus.path, "device/vif/0");
	strcpy(bus.backend, "/local/domain/0/backend/vif/1/0");
	bus.state = UK_XENBUS_INIT_WAIT;
	backend_at = UK_XENBUS_CONNECTED;
	frontend_state = UK_XENBUS_INITIALISING;
	store_says("mac", "00:16:3e:0a:Bc:f3");
	store_says("feature-rx-copy", "1");
	store_says("feature-ipv6-csum-offload", "1");
	dev = NULL;
	notified = pages_out = netbufs_out = ports_open = 0;
	fail_at = -1;
	step = 0;
	hold = false;
	handler = NULL;
	tx_cons = rx_cons = 0;
}

int backend_attach(void)
{
	int r = -ENODEV;

	UK_SET_FOREACH(xenbus_driver, const struct uk_xenbus_driver, drv)
		r = drv->probe(&bus);
	if (r == 0)
		r = dev->ops->start(dev);
	return r;
}

struct netfront *front(void)
{
	return uk_container_of(dev, struct netfront, dev);
}

/* A driver's device lives for ever, but not longer than a test. */
void backend_detach(void)
{
	struct netfront *n;

	if (!dev)
		return;
	n = front();
	for (unsigned i = 0; i < GRANTS; i++)
		if (pages[i]) {
			free(pages[i]);
			pages[i] = NULL;
		}
	free(n);
	dev = NULL;
}

static void *ring(const char *node)
{
	return granted(said(node));
}

static void call(struct netif_sring *s, uint32_t old)
{
	if (s->rsp_prod - s->rsp_event < s->rsp_prod - old && handler)
		handler(handler_arg);
}

bool backend_tx_take(struct netif_tx_request *r)
{
	struct netif_tx_sring *t = ring("tx-ring-ref");

	if (tx_cons == t->s.req_prod)
		return false;
	*r = t->slot[tx_cons++ % NETIF_RING_SIZE].req;
	t->s.req_event = tx_cons + 1;
	return true;
}

bool backend_rx_take(struct netif_rx_request *r)
{
	struct netif_rx_sring *t = ring("rx-ring-ref");

	if (rx_cons == t->s.req_prod)
		return false;
	*r = t->slot[rx_cons++ % NETIF_RING_SIZE].req;
	t->s.req_event = rx_cons + 1;
	return true;
}

void backend_tx_answer(uint16_t id, int16_t status)
{
	struct netif_tx_sring *t = ring("tx-ring-ref");
	uint32_t old = t->s.rsp_prod;

	t->slot[old % NETIF_RING_SIZE].rsp = (struct netif_tx_response){ id, status };
	t->s.rsp_prod = old + 1;
	call(&t->s, old);
}

static void rx_publish(uint32_t old)
{
	struct netif_rx_sring *t = ring("rx-ring-ref");

	t->s.rsp_prod = old + 1;
	call(&t->s, old);
}

void backend_rx_answer(uint16_t id, uint16_t offset, uint16_t flags, int16_t status)
{
	struct netif_rx_sring *t = ring("rx-ring-ref");
	uint32_t old = t->s.rsp_prod;

	t->slot[old % NETIF_RING_SIZE].rsp =
		(struct netif_rx_response){ id, offset, flags, status };
	rx_publish(old);
}

void backend_rx_extra(uint8_t type, uint8_t flags, uint8_t gso_type)
{
	struct netif_rx_sring *t = ring("rx-ring-ref");
	uint32_t old = t->s.rsp_prod;

	t->slot[old % NETIF_RING_SIZE].extra = (struct netif_extra_info){
		.type = type, .flags = flags, .gso_size = 1448, .gso_type = gso_type
	};
	rx_publish(old);
}

bool backend_receive(const void *frame, size_t len, uint16_t offset, uint16_t flags)
{
	struct netif_rx_request r;
	uint8_t *page;

	if (!backend_rx_take(&r))
		return false;
	page = granted(r.gref);
	if (!page)
		return false; /* a ring that was scribbled on */
	memcpy(page + offset, frame, len);
	backend_rx_answer(r.id, offset, flags, len);
	return true;
}

int fail_next(void)
{
	return step;
}
