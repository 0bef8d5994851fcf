/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Virtio devices (virtio 1.0, modern only), whatever the transport: PCI
 * (section 4.1, MSI-X) or MMIO (section 4.2). A device driver registers with
 * UK_VIRTIO_DRIVER and in probe negotiates, sets queues up, starts:
 *
 *	uk_virtio_negotiate(dev, wanted) -> uk_virtio_queue(dev, i, …)… -> uk_virtio_ready(dev)
 */
#ifndef UK_VIRTIO_H
#define UK_VIRTIO_H

#include <stddef.h>
#include <stdint.h>
#include <uk/set.h>
#include <uk/virtqueue.h>

#define UK_VIRTIO_ID_NET     1
#define UK_VIRTIO_ID_BLOCK   2
#define UK_VIRTIO_ID_CONSOLE 3
#define UK_VIRTIO_ID_RNG     4
#define UK_VIRTIO_ID_9P	     9

#define UK_VIRTIO_F_INDIRECT_DESC (UINT64_C(1) << 28)
#define UK_VIRTIO_F_EVENT_IDX	  (UINT64_C(1) << 29)
#define UK_VIRTIO_F_VERSION_1	  (UINT64_C(1) << 32)

struct uk_virtio_dev; /* the transport's */

struct uk_virtio_driver {
	const char *name;
	uint32_t id;
	/* 0 or -errno; on failure the device is reset and left alone. */
	int (*probe)(struct uk_virtio_dev *d);
};
#define UK_VIRTIO_DRIVER(var) UK_SET_ADD(virtio_driver, struct uk_virtio_driver, var)

/* What the device offers, for drivers whose wishes depend on it. */
uint64_t uk_virtio_offered(struct uk_virtio_dev *d);

/*
 * Accept the bits of @wanted that the device offers, with VERSION_1, event index and
 * indirect descriptors added (parameters virtio.event_idx, virtio.indirect turn those off).
 * Returns 0 and *got, or -ENODEV / -EIO when the device refuses.
 */
int uk_virtio_negotiate(struct uk_virtio_dev *d, uint64_t wanted, uint64_t *got);

/*
 * Set up queue @index with at most @max_size entries. @notify(arg) runs as an irq handler
 * (uk/irq.h) when the device has used buffers; NULL: this queue is polled. 0, -ENOENT (device
 * has no such queue), -ENOMEM, -ENOSPC (no interrupt source).
 */
int uk_virtio_queue(struct uk_virtio_dev *d, unsigned index, unsigned max_size,
		    void (*notify)(void *arg), void *arg, struct uk_virtqueue **out);

/* DRIVER_OK. From here on queues may be kicked. */
void uk_virtio_ready(struct uk_virtio_dev *d);

/* Device-specific configuration, bytes [off, off + len), read consistently (generation).
 * -EINVAL beyond its end. */
int uk_virtio_config_read(struct uk_virtio_dev *d, size_t off, void *buf, size_t len);
void uk_virtio_config_write(struct uk_virtio_dev *d, size_t off, const void *buf, size_t len);

/* Give the device up: reset. */
void uk_virtio_reset(struct uk_virtio_dev *d);

#endif
