/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From two directories of the store to a network device: what the backend offers, pages for
 * it to reach, an event channel, and who is at what state (public/io/netif.h, "Xenbus
 * state transitions").
 */
#include <errno.h>
#include <string.h>
#include <uk/anchor.h>
#include <uk/console.h>
#include <uk/heap.h>
#include <uk/irq.h>
#include <uk/page.h>
#include <uk/param.h>
#include <uk/xen.h>
#include "netfront.h"

#define PATIENCE_NS UINT64_C(10000000000)

static unsigned long rx_buffers, tx_buffers;
static bool offload = true;
UK_PARAM_UINT(xen_net, rx, rx_buffers, "receive buffers, up to 256; 0: by the size of memory");
UK_PARAM_UINT(xen_net, tx, tx_buffers, "transmit buffers, up to 256; 0: by the size of memory");
UK_PARAM_BOOL(xen_net, offload, offload, "checksums, large frames of TCP");

static int share(struct netfront *n, struct netfront_page *page)
{
	page->p = uk_page_alloc(1);
	if (!page->p)
		return -ENOMEM;
	memset(page->p, 0, UK_PAGE_SIZE);
	page->ref = uk_xen_grant(n->bus->domain, page->p, false);
	return UK_MIN(page->ref, 0);
}

static void unshare(struct netfront_page *page)
{
	/* A page that is still in use there cannot be used here any more. */
	if (page->p && (page->ref <= 0 || uk_xen_grant_end(page->ref) == 0))
		uk_page_free(page->p, 1);
	page->p = NULL;
}

static void unshare_all(struct netfront *n)
{
	unshare(&n->tx_ring);
	unshare(&n->rx_ring);
	for (unsigned i = 0; i < TX_MAX / 2; i++)
		unshare(&n->tx_page[i]);
	for (unsigned i = 0; i < RX_MAX; i++)
		unshare(&n->rx_page[i]);
}

/* The number that was asked for, or a sixteenth of memory: between 16 and 256 buffers. */
static unsigned buffers(unsigned long asked, size_t size)
{
	struct uk_page_stats s;
	size_t n = asked;

	if (!n) {
		uk_page_stats(&s);
		n = s.total * UK_PAGE_SIZE / 16 / size;
	}
	return n < 16 ? 16 : n > 256 ? 256 : n;
}

static bool backend_has(struct netfront *n, const char *feature)
{
	unsigned long v;

	return uk_xs_read_uint(n->bus->backend, feature, &v) == 0 && v;
}

static int memory(struct netfront *n)
{
	int r = share(n, &n->tx_ring);

	if (r == 0)
		r = share(n, &n->rx_ring);
	n->rx_n = buffers(rx_buffers, UK_PAGE_SIZE);
	n->tx_n = buffers(tx_buffers, TX_SIZE);
	n->rx_sg = offload && n->rx_n >= RX_SG;
	n->tx_pieces =
		backend_has(n, "feature-sg") ? UK_MIN(n->tx_n, XEN_NETIF_NR_SLOTS_MIN) : 1;
	for (unsigned i = 0; i < n->rx_n && r == 0; i++)
		r = share(n, &n->rx_page[i]);
	for (unsigned i = 0; i < (n->tx_n + 1) / 2 && r == 0; i++)
		r = share(n, &n->tx_page[i]);
	n->tx = (struct netif_tx_sring *)n->tx_ring.p;
	n->rx = (struct netif_rx_sring *)n->rx_ring.p;
	return r;
}

static int nibble(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

/* "00:16:3e:01:02:03", a station's. */
static int address(struct netfront *n)
{
	char text[18];
	int r = uk_xs_read(n->bus->path, "mac", text, sizeof(text));

	if (r < 0)
		return r;
	for (unsigned i = 0; i < 6; i++) {
		int high = nibble(text[3 * i]), low = high < 0 ? -1 : nibble(text[3 * i + 1]);

		if (low < 0 || text[3 * i + 2] != (i < 5 ? ':' : '\0'))
			return -EINVAL;
		n->dev.mac[i] = high << 4 | low;
	}
	return n->dev.mac[0] & 1 ? -EINVAL : 0;
}

/* What the backend is to know, before it hears that we are connected. */
static int describe(struct netfront *n)
{
	const struct {
		const char *node;
		unsigned long value;
	} says[] = {
		{ "tx-ring-ref", n->tx_ring.ref },
		{ "rx-ring-ref", n->rx_ring.ref },
		{ "event-channel", n->port },
		{ "request-rx-copy", 1 },
		{ "feature-rx-notify", 1 },
		{ "feature-sg", n->rx_sg },
		{ "feature-gso-tcpv4", n->rx_sg },
		{ "feature-gso-tcpv6", n->rx_sg },
		{ "feature-no-csum-offload", !offload },
		{ "feature-ipv6-csum-offload", offload },
	};
	int r = 0;

	for (unsigned i = 0; i < UK_ARRAY_SIZE(says) && r == 0; i++)
		r = uk_xs_write_uint(n->bus->path, says[i].node, says[i].value);
	return r;
}

static void changed(struct uk_xenbus_dev *bus)
{
	struct netfront *n = bus->driver;
	bool up = bus->state == UK_XENBUS_CONNECTED && !n->broken;

	if (up != n->dev.link_up && n->dev.ops)
		uk_log("xen-netfront: link %s", up ? "up" : "down");
	n->dev.link_up = up;
	uk_netdev_event(&n->dev);
	/* Last, since it sleeps: a probe that fails meanwhile frees the device. */
	if (bus->state == UK_XENBUS_CLOSING)
		uk_xenbus_set_state(bus, UK_XENBUS_CLOSED);
}

static int setup(struct netfront *n)
{
	uint64_t deadline = uk_clock_ns() + PATIENCE_NS;
	int r = uk_xenbus_wait(n->bus, UK_XENBUS_INIT_WAIT, deadline);

	if (r == 0)
		r = address(n);
	if (r == 0 && !backend_has(n, "feature-rx-copy"))
		r = -ENOTSUP; /* older than anything this runs on */
	if (r == 0)
		r = memory(n);
	if (r == 0) {
		netfront_rings_init(n);
		r = n->port = uk_xen_port_alloc(n->bus->domain);
	}
	if (r > 0)
		r = uk_irq_attach(n->port, netfront_event, n);
	if (r >= 0)
		r = describe(n);
	if (r == 0)
		r = uk_xenbus_set_state(n->bus, UK_XENBUS_CONNECTED);
	if (r == 0)
		r = uk_xenbus_wait(n->bus, UK_XENBUS_CONNECTED, deadline);
	return r;
}

static int probe(struct uk_xenbus_dev *bus)
{
	struct netfront *n = uk_zalloc(sizeof(*n));
	int r;

	if (!n)
		return -ENOMEM;
	uk_waitq_init(&n->dev.rx_wait);
	n->bus = bus;
	bus->driver = n;
	bus->changed = changed;
	r = setup(n);
	if (r < 0) {
		bus->changed = NULL;
		if (n->port > 0)
			uk_xen_port_close(n->port);
		/* The backend lets go of its pages when it hears that we are closed. */
		uk_xenbus_set_state(bus, UK_XENBUS_CLOSED);
		uk_xenbus_wait(bus, UK_XENBUS_CLOSED, uk_clock_ns() + PATIENCE_NS / 10);
		unshare_all(n);
		uk_free(n);
		return r;
	}
	if (offload) {
		n->dev.features |= UK_NETDEV_RX_CSUM;
		if (!backend_has(n, "feature-no-csum-offload") &&
		    backend_has(n, "feature-ipv6-csum-offload"))
			n->dev.features |= UK_NETDEV_TX_CSUM;
	}
	n->dev.ops = &netfront_ops;
	n->dev.name = "xen-netfront";
	n->dev.mtu = 1500;
	n->dev.link_up = true;
	uk_netdev_register(&n->dev);
	return 0;
}

UK_XENBUS_DRIVER(netfront_driver) = { .type = "vif", .probe = probe };

UK_NEED(uk_anchor_xenbus);
UK_NEED(uk_anchor_netdev);
UK_ANCHOR(xen_netfront);
