/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Private to libuk-virtio: what a transport (mmio.c, pci.c) is to the common
 * part (device.c). Section numbers are of the virtio 1.0 specification.
 */
#ifndef VIRTIO_DEV_H
#define VIRTIO_DEV_H

#include <uk/virtio.h>

/* Device status bits, section 2.1. */
#define VIRTIO_STATUS_ACKNOWLEDGE 1u
#define VIRTIO_STATUS_DRIVER	  2u
#define VIRTIO_STATUS_DRIVER_OK	  4u
#define VIRTIO_STATUS_FEATURES_OK 8u
#define VIRTIO_STATUS_FAILED	  128u

/* More queues than any of our drivers sets up. */
#define VIRTIO_QUEUES_MAX 4

struct virtqueue_rings {
	uint64_t desc, avail, used; /* device addresses */
};

struct virtio_transport {
	uint8_t (*status)(struct uk_virtio_dev *d);
	void (*set_status)(struct uk_virtio_dev *d, uint8_t status);
	uint64_t (*features)(struct uk_virtio_dev *d);
	void (*accept)(struct uk_virtio_dev *d, uint64_t features);
	/* Entries that queue @index may have at most; 0: there is no such queue. Selects it. */
	unsigned (*queue_max)(struct uk_virtio_dev *d, unsigned index);
	/*
	 * Route the interrupt of @q (its notify and arg are set), tell the device where
	 * the rings are, enable the queue, set q's doorbell.
	 */
	int (*queue_enable)(struct uk_virtio_dev *d, unsigned index, struct uk_virtqueue *q,
			    const struct virtqueue_rings *r);
	uint32_t (*generation)(struct uk_virtio_dev *d);
	size_t (*config_size)(struct uk_virtio_dev *d);
	volatile uint8_t *(*config)(struct uk_virtio_dev *d);
};

struct uk_virtio_dev {
	const struct virtio_transport *t;
	uint32_t id;
	uint64_t features; /* negotiated */
	struct uk_virtqueue *queues[VIRTIO_QUEUES_MAX];
};

/* Offer @d (reset state) to the drivers. 0, or -ENODEV if none takes it. */
int virtio_attach(struct uk_virtio_dev *d);
/* Call notify of each queue: for transports with one interrupt per device. */
void virtio_notify_all(void *dev);

#endif
