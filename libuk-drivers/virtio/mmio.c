/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The MMIO transport, virtio 1.0 section 4.2 (register layout version 2).
 * One interrupt line per device, edge-triggered as the platform routes it: it is
 * acknowledged in thread context before the queues are looked at, so what
 * the device adds afterwards makes a new edge.
 */
#include <errno.h>
#include <uk/anchor.h>
#include <uk/console.h>
#include <uk/irq.h>
#include <uk/virtio_mmio.h>
#include "virtio_dev.h"
#include "virtqueue_priv.h"

UK_NEED(uk_bus_virtio_mmio);

enum {
	MAGIC = 0x000,
	VERSION = 0x004,
	DEVICE_ID = 0x008,
	DEVICE_FEATURES = 0x010,
	DEVICE_FEATURES_SEL = 0x014,
	DRIVER_FEATURES = 0x020,
	DRIVER_FEATURES_SEL = 0x024,
	QUEUE_SEL = 0x030,
	QUEUE_NUM_MAX = 0x034,
	QUEUE_NUM = 0x038,
	QUEUE_READY = 0x044,
	QUEUE_NOTIFY = 0x050,
	INTERRUPT_ACK = 0x064,
	STATUS = 0x070,
	QUEUE_DESC = 0x080,
	QUEUE_AVAIL = 0x090,
	QUEUE_USED = 0x0a0,
	CONFIG_GENERATION = 0x0fc,
	CONFIG = 0x100,
};

#define MAGIC_VALUE 0x74726976u /* "virt" */

struct mmio_dev {
	struct uk_virtio_dev dev;
	volatile uint8_t *base;
	size_t len;
	unsigned line;
	bool irq_attached;
};

static uint32_t rd(struct uk_virtio_dev *d, unsigned reg)
{
	return *(volatile uint32_t *)(((struct mmio_dev *)d)->base + reg);
}

static void wr(struct uk_virtio_dev *d, unsigned reg, uint32_t v)
{
	*(volatile uint32_t *)(((struct mmio_dev *)d)->base + reg) = uk_opaque(v);
}

static uint8_t mmio_status(struct uk_virtio_dev *d)
{
	return rd(d, STATUS);
}

static void mmio_set_status(struct uk_virtio_dev *d, uint8_t status)
{
	wr(d, STATUS, status);
}

static uint64_t mmio_features(struct uk_virtio_dev *d)
{
	uint64_t f;

	wr(d, DEVICE_FEATURES_SEL, 1);
	f = (uint64_t)rd(d, DEVICE_FEATURES) << 32;
	wr(d, DEVICE_FEATURES_SEL, 0);
	return f | rd(d, DEVICE_FEATURES);
}

static void mmio_accept(struct uk_virtio_dev *d, uint64_t features)
{
	wr(d, DRIVER_FEATURES_SEL, 1);
	wr(d, DRIVER_FEATURES, features >> 32);
	wr(d, DRIVER_FEATURES_SEL, 0);
	wr(d, DRIVER_FEATURES, features);
}

static unsigned mmio_queue_max(struct uk_virtio_dev *d, unsigned index)
{
	wr(d, QUEUE_SEL, index);
	return rd(d, QUEUE_NUM_MAX);
}

static void mmio_irq(void *arg)
{
	struct mmio_dev *m = arg;

	/* Both reasons at once, unread: the read would be one more exit to the hypervisor. */
	wr(&m->dev, INTERRUPT_ACK, 3);
	virtio_notify_all(&m->dev);
}

static void wr64(struct uk_virtio_dev *d, unsigned reg, uint64_t v)
{
	wr(d, reg, v);
	wr(d, reg + 4, v >> 32);
}

static int mmio_queue_enable(struct uk_virtio_dev *d, unsigned index, struct uk_virtqueue *q,
			     const struct virtqueue_rings *r)
{
	struct mmio_dev *m = (struct mmio_dev *)d;

	if (q->notify && !m->irq_attached) {
		int source = uk_irq_attach(m->line, mmio_irq, m);

		if (source < 0)
			return source;
		m->irq_attached = true;
	}
	wr(d, QUEUE_SEL, index);
	wr(d, QUEUE_NUM, q->size);
	wr64(d, QUEUE_DESC, r->desc);
	wr64(d, QUEUE_AVAIL, r->avail);
	wr64(d, QUEUE_USED, r->used);
	wr(d, QUEUE_READY, 1);
	q->doorbell = m->base + QUEUE_NOTIFY;
	return 0;
}

static uint32_t mmio_generation(struct uk_virtio_dev *d)
{
	return rd(d, CONFIG_GENERATION);
}

static size_t mmio_config_size(struct uk_virtio_dev *d)
{
	return ((struct mmio_dev *)d)->len - CONFIG;
}

static volatile uint8_t *mmio_config(struct uk_virtio_dev *d)
{
	return ((struct mmio_dev *)d)->base + CONFIG;
}

static const struct virtio_transport mmio_transport = {
	.status = mmio_status,
	.set_status = mmio_set_status,
	.features = mmio_features,
	.accept = mmio_accept,
	.queue_max = mmio_queue_max,
	.queue_enable = mmio_queue_enable,
	.generation = mmio_generation,
	.config_size = mmio_config_size,
	.config = mmio_config,
};

int uk_virtio_mmio_probe(volatile void *base, size_t len, unsigned line)
{
	volatile uint32_t *reg = base;
	struct mmio_dev *m;
	uint32_t id;
	int r;

	if (len < CONFIG + 4 || reg[MAGIC / 4] != MAGIC_VALUE)
		return -ENODEV;
	id = reg[DEVICE_ID / 4];
	if (id == 0)
		return -ENODEV; /* a place without a device */
	if (reg[VERSION / 4] != 2) {
		uk_log("virtio-mmio at %p: legacy device ignored (QEMU: -global "
		       "virtio-mmio.force-legacy=false)",
		       (void *)base);
		return -ENODEV;
	}
	m = virtio_zalloc(sizeof(*m));
	if (!m)
		return -ENOMEM;
	m->dev.t = &mmio_transport;
	m->dev.id = id;
	m->base = base;
	m->len = len;
	m->line = line;
	r = virtio_attach(&m->dev);
	if (r && !m->irq_attached)
		virtio_free(m, sizeof(*m));
	return r;
}

UK_ANCHOR(virtio_mmio);
