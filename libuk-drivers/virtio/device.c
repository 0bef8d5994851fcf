/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What all virtio devices share, whatever the transport: finding the driver,
 * feature negotiation, queue set-up, configuration space. Virtio 1.0
 * section 3.1 gives the order.
 */
#include <errno.h>
#include <uk/anchor.h>
#include <uk/console.h>
#include <uk/param.h>
#include <uk/vm.h>
#include "virtio_dev.h"
#include "virtqueue_priv.h"

static bool event_idx = true, indirect = true;
UK_PARAM_BOOL(virtio, event_idx, event_idx, "use the event index (fewer notifications)");
UK_PARAM_BOOL(virtio, indirect, indirect, "use indirect descriptors");

/* Both transports: an image does not know the machine it will boot on. */
UK_NEED(uk_anchor_virtio_mmio);
UK_NEED(uk_anchor_virtio_pci);
UK_ANCHOR(virtio);

int virtio_attach(struct uk_virtio_dev *d)
{
	UK_SET_FOREACH(virtio_driver, const struct uk_virtio_driver, drv) {
		int r;

		if (drv->id != d->id)
			continue;
		d->t->set_status(d, 0);
		d->t->set_status(d, VIRTIO_STATUS_ACKNOWLEDGE);
		d->t->set_status(d, VIRTIO_STATUS_ACKNOWLEDGE | VIRTIO_STATUS_DRIVER);
		r = drv->probe(d);
		if (r == 0)
			return 0;
		uk_log("%s: device refused: error %d", drv->name, -r);
		uk_virtio_reset(d);
		return r;
	}
	return -ENODEV;
}

uint64_t uk_virtio_offered(struct uk_virtio_dev *d)
{
	return d->t->features(d);
}

int uk_virtio_negotiate(struct uk_virtio_dev *d, uint64_t wanted, uint64_t *got)
{
	uint64_t offered = d->t->features(d);
	uint8_t status = VIRTIO_STATUS_ACKNOWLEDGE | VIRTIO_STATUS_DRIVER;

	if (!(offered & UK_VIRTIO_F_VERSION_1))
		return -ENODEV; /* legacy only */
	wanted |= UK_VIRTIO_F_VERSION_1;
	if (event_idx)
		wanted |= UK_VIRTIO_F_EVENT_IDX;
	if (indirect)
		wanted |= UK_VIRTIO_F_INDIRECT_DESC;
	d->features = offered & wanted;
	d->t->accept(d, d->features);
	status |= VIRTIO_STATUS_FEATURES_OK;
	d->t->set_status(d, status);
	if (!(d->t->status(d) & VIRTIO_STATUS_FEATURES_OK))
		return -EIO;
	*got = d->features;
	return 0;
}

int uk_virtio_queue(struct uk_virtio_dev *d, unsigned index, unsigned max_size,
		    void (*notify)(void *arg), void *arg, struct uk_virtqueue **out)
{
	struct virtqueue_rings rings;
	struct uk_virtqueue *q;
	unsigned size;
	int r;

	if (index >= VIRTIO_QUEUES_MAX)
		return -EINVAL;
	size = d->t->queue_max(d, index);
	if (size == 0)
		return -ENOENT;
	if (size > max_size)
		size = max_size;
	while (size & (size - 1)) /* round down to a power of two */
		size &= size - 1;
	q = virtqueue_new(size, d->features & UK_VIRTIO_F_EVENT_IDX,
			  d->features & UK_VIRTIO_F_INDIRECT_DESC);
	if (!q)
		return -ENOMEM;
	q->index = index;
	q->notify = notify;
	q->arg = arg;
	if (!notify && !q->event_idx)
		uk_virtqueue_disable_irq(q);
	rings.desc = uk_dma_addr(q->desc);
	rings.avail = uk_dma_addr(q->avail);
	rings.used = uk_dma_addr(q->used);
	r = d->t->queue_enable(d, index, q, &rings);
	if (r) {
		virtqueue_free(q);
		return r;
	}
	d->queues[index] = q;
	*out = q;
	return 0;
}

void uk_virtio_ready(struct uk_virtio_dev *d)
{
	d->t->set_status(d, VIRTIO_STATUS_ACKNOWLEDGE | VIRTIO_STATUS_DRIVER |
				    VIRTIO_STATUS_FEATURES_OK | VIRTIO_STATUS_DRIVER_OK);
}

void uk_virtio_reset(struct uk_virtio_dev *d)
{
	d->t->set_status(d, 0);
	/* Section 3.1.1: the device owns the rings until it reads back 0. */
	for (unsigned i = 0; i < 1000 && d->t->status(d) != 0; i++)
		;
	if (d->t->status(d) != 0)
		return; /* it never gave them back: keep the memory, forget the device */
	for (unsigned i = 0; i < VIRTIO_QUEUES_MAX; i++) {
		virtqueue_free(d->queues[i]);
		d->queues[i] = NULL;
	}
}

void virtio_notify_all(void *dev)
{
	struct uk_virtio_dev *d = dev;

	for (unsigned i = 0; i < VIRTIO_QUEUES_MAX; i++)
		if (d->queues[i] && d->queues[i]->notify)
			d->queues[i]->notify(d->queues[i]->arg);
}

int uk_virtio_config_read(struct uk_virtio_dev *d, size_t off, void *buf, size_t len)
{
	volatile uint8_t *c = d->t->config(d);
	size_t size = d->t->config_size(d);
	uint32_t gen;

	if (off > size || len > size - off)
		return -EINVAL;
	/* Section 2.3.1: again while it changed meanwhile; a device that never rests is
	 * refused. */
	for (unsigned tries = 0; tries < 100; tries++) {
		gen = d->t->generation(d);
		for (size_t i = 0; i < len; i++)
			((uint8_t *)buf)[i] = c[off + i];
		if (gen == d->t->generation(d))
			return 0;
	}
	return -EIO;
}

void uk_virtio_config_write(struct uk_virtio_dev *d, size_t off, const void *buf, size_t len)
{
	volatile uint8_t *c = d->t->config(d);
	size_t size = d->t->config_size(d);

	if (off > size || len > size - off)
		return;
	for (size_t i = 0; i < len; i++)
		c[off + i] = ((const uint8_t *)buf)[i];
}
