/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A network device over a host's TAP (Linux, Documentation/networking/tuntap):
 * frames by read and write, with a virtio header before each (IFF_VNET_HDR), so that
 * checksums need not be computed between two ends of one machine.
 */
#include <errno.h>
#include <string.h>

#include <uk/anchor.h>
#include <uk/console.h>
#include <uk/heap.h>
#include <uk/init.h>
#include <uk/netdev.h>
#include <uk/plat_linux.h>

UK_ANCHOR(net_tap);
UK_NEED(uk_anchor_netdev);

extern const char *uk_net_dev uk_weak; /* libuk-net's parameter net.dev */

#define O_RDWR_NONBLOCK_CLOEXEC (2 | 04000 | 02000000)
#define TUNSETIFF		0x400454ca
#define TUNSETOFFLOAD		0x400454d0
#define TUNSETVNETHDRSZ		0x400454d8
#define IFF_TAP			0x0002
#define IFF_NO_PI		0x1000
#define IFF_VNET_HDR		0x4000
#define TUN_F_CSUM		0x01
#define SIOCGIFMTU		0x8921

/* virtio 1.0 section 5.1.6, the ten bytes without num_buffers */
struct vnet_hdr {
	uint8_t flags, gso_type;
	uint16_t hdr_len, gso_size, csum_start, csum_offset;
};
#define NEEDS_CSUM 1
#define DATA_VALID 2

struct tap {
	struct uk_netdev dev;
	struct uk_linux_watch watch;
	int fd;
};

#define CALL(name, a, b, c, d) \
	uk_linux_syscall(UK_LINUX_NR_##name, (long)(a), (long)(b), (long)(c), (long)(d), 0, 0)

static struct tap *tap_of(struct uk_netdev *d)
{
	return uk_container_of(d, struct tap, dev);
}

static void on_ready(struct uk_linux_watch *w, uint32_t events)
{
	struct tap *t = uk_container_of(w, struct tap, watch);

	(void)events;
	uk_netdev_event(&t->dev);
}

static int start(struct uk_netdev *d)
{
	return uk_linux_watch(&tap_of(d)->watch);
}

static size_t rx_burst(struct uk_netdev *d, struct uk_netbuf **pkts, size_t max)
{
	struct tap *t = tap_of(d);
	size_t n = 0;

	while (n < max) {
		struct uk_netbuf *b = uk_netbuf_alloc();
		struct vnet_hdr h;
		long len;

		if (!b) { /* the frame stays with the host; look again when asked to */
			d->rx_dropped++;
			break;
		}
		len = CALL(read, t->fd, b->buf, b->size, 0);
		if (len < (long)sizeof(h)) {
			uk_netbuf_free(b);
			if (len >= 0) {
				d->rx_errors++;
				continue;
			}
			break;
		}
		memcpy(&h, b->buf, sizeof(h));
		b->data = b->buf + sizeof(h);
		b->len = (uint16_t)(len - (long)sizeof(h));
		if (h.flags & NEEDS_CSUM) {
			b->flags |= UK_NETBUF_CSUM_PART;
			b->csum_start = h.csum_start;
			b->csum_offset = h.csum_offset;
		} else if (h.flags & DATA_VALID) {
			b->flags |= UK_NETBUF_CSUM_OK;
		}
		pkts[n++] = b;
	}
	d->rx_packets += n;
	return n;
}

static size_t tx_burst(struct uk_netdev *d, struct uk_netbuf **pkts, size_t n)
{
	struct tap *t = tap_of(d);
	size_t i;

	for (i = 0; i < n; i++) {
		struct uk_netbuf *b = pkts[i];
		struct vnet_hdr h = { 0 };
		uint8_t *at = b->data - sizeof(h);
		long r;

		if (b->next || at < b->buf) {
			d->tx_errors++;
			uk_netbuf_free(b);
			continue;
		}
		if (b->flags & UK_NETBUF_CSUM_PART) {
			h.flags = NEEDS_CSUM;
			h.csum_start = b->csum_start;
			h.csum_offset = b->csum_offset;
		}
		memcpy(at, &h, sizeof(h));
		r = CALL(write, t->fd, at, b->len + sizeof(h), 0);
		if (uk_linux_errno(r) == -EAGAIN)
			break; /* the queue is full: EPOLLOUT will wake the user */
		if (r < 0)
			d->tx_errors++;
		else
			d->tx_packets++;
		uk_netbuf_free(b);
	}
	return i;
}

static const struct uk_netdev_ops ops = { start, rx_burst, tx_burst };

struct ifreq {
	char name[16];
	union {
		short flags;
		int mtu;
		char pad[24];
	} u;
};

static uint16_t mtu_of(struct ifreq *r)
{
	long s = CALL(socket, 2, 2, 0, 0);
	uint16_t mtu = 1500;

	if (s < 0)
		return mtu;
	if (CALL(ioctl, s, SIOCGIFMTU, r, 0) == 0 && r->u.mtu >= 576 && r->u.mtu < 1500)
		mtu = (uint16_t)r->u.mtu;
	CALL(close, s, 0, 0, 0);
	return mtu;
}

static int open_tap(struct tap *t, const char *name)
{
	struct ifreq r;
	int hdr = sizeof(struct vnet_hdr);
	long fd, e;

	memset(&r, 0, sizeof(r));
	if (!*name || strlen(name) >= sizeof(r.name)) {
		uk_log("net.dev=tap:NAME wants the name of a TAP interface");
		return -EINVAL;
	}
	strcpy(r.name, name);
	r.u.flags = IFF_TAP | IFF_NO_PI | IFF_VNET_HDR;
	fd = CALL(openat, -100, "/dev/net/tun", O_RDWR_NONBLOCK_CLOEXEC, 0);
	e = fd < 0 ? fd : CALL(ioctl, fd, TUNSETIFF, &r, 0);
	if (e < 0) {
		e = uk_linux_errno(e);
		if (e == -ENOENT) /* a container without the device */
			e = -EACCES;
		uk_log("tap %s: %s", name,
		       e == -EPERM || e == -EACCES
			       ? "no permission (ip tuntap add mode tap user NAME; access to "
				 "/dev/net/tun): sockets are the host's"
		       : e == -EBUSY ? "in use"
				     : "cannot be opened");
		if (fd >= 0)
			CALL(close, fd, 0, 0, 0);
		return (int)e;
	}
	CALL(ioctl, fd, TUNSETVNETHDRSZ, &hdr, 0);
	/* Without it the host computes the sums it sends us; ours it takes either way. */
	if (CALL(ioctl, fd, TUNSETOFFLOAD, TUN_F_CSUM, 0) == 0)
		t->dev.features |= UK_NETDEV_RX_CSUM;
	t->dev.features |= UK_NETDEV_TX_CSUM;
	t->fd = (int)fd;
	t->dev.mtu = mtu_of(&r);
	return 0;
}

/* A locally administered address; the same for the same TAP, so that neighbours need not learn
 * it anew. */
static void make_mac(uint8_t mac[6], const char *name)
{
	uint32_t h = 2166136261u;

	while (*name)
		h = (h ^ (uint8_t)*name++) * 16777619u;
	mac[0] = 0x52;
	mac[1] = 0x54;
	memcpy(mac + 2, &h, 4);
}

static int tap_probe(void)
{
	const char *name;
	struct tap *t;
	int r;

	if (!uk_linux_running() || !&uk_net_dev || !uk_net_dev ||
	    strncmp(uk_net_dev, "tap:", 4) != 0)
		return 0;
	name = uk_net_dev + 4;
	t = uk_zalloc(sizeof(*t));
	if (!t)
		return -ENOMEM;
	r = open_tap(t, name);
	if (r < 0) {
		uk_free(t);
		/* Said why. Who may not is served as without net.dev (libuk-net-host); after
		 * other mistakes libuk-net says that there is no device. */
		if (r == -EPERM || r == -EACCES)
			uk_net_dev = NULL;
		return 0;
	}
	make_mac(t->dev.mac, name);
	t->dev.ops = &ops;
	t->dev.name = "tap";
	t->dev.tx_headroom = sizeof(struct vnet_hdr);
	t->dev.link_up = true;
	t->watch =
		(struct uk_linux_watch){ .fd = t->fd,
					 .events = UK_LINUX_IN | UK_LINUX_OUT | UK_LINUX_EDGE,
					 .fn = on_ready };
	uk_netdev_register(&t->dev);
	return 0;
}
UK_INIT(UK_LEVEL_BUS, tap_probe);
