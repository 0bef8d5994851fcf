/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Split virtqueues (virtio 1.0 section 2.4): descriptors, available and used
 * rings, event index, indirect descriptors. The device is not trusted: an
 * index or length it writes is checked before use, and a bad one breaks the
 * queue (uk_virtqueue.broken) instead of memory.
 *
 * One thread at a time uses a queue; the interrupt handler only wakes it.
 */
#ifndef UK_VIRTQUEUE_H
#define UK_VIRTQUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct uk_virtio_dev;
struct uk_virtqueue;

/* One piece of a request; readable by the device first, then writable ones. */
struct uk_sg {
	void *addr;
	uint32_t len;
};

/*
 * Queue a request of @out pieces that the device reads followed by @in that it writes.
 * @token comes back from uk_virtqueue_get. Not visible to the device before
 * uk_virtqueue_kick. Uses one indirect descriptor if negotiated and the request is long.
 * 0; -ENOSPC (queue full); -EINVAL (no pieces, too many); -EIO (broken). O(pieces).
 */
int uk_virtqueue_add(struct uk_virtqueue *q, const struct uk_sg *sg, unsigned out, unsigned in,
		     void *token);

/* Publish what was added and notify the device if it asked to be (one doorbell per burst). */
void uk_virtqueue_kick(struct uk_virtqueue *q);

/*
 * The next finished request: its token, *len the bytes the device says it wrote, never more
 * than the pieces hold. NULL: none, or broken.
 */
void *uk_virtqueue_get(struct uk_virtqueue *q, uint32_t *len);

/*
 * Ask for an interrupt at the next finished request. Returns true if one finished meanwhile
 * (then the caller must look again): no wake-up is lost between get and sleep.
 */
bool uk_virtqueue_enable_irq(struct uk_virtqueue *q);
/* Interrupts are not needed for now (advice to the device). */
void uk_virtqueue_disable_irq(struct uk_virtqueue *q);

/* Free descriptors; capacity. */
unsigned uk_virtqueue_free_slots(const struct uk_virtqueue *q);
unsigned uk_virtqueue_size(const struct uk_virtqueue *q);
bool uk_virtqueue_broken(const struct uk_virtqueue *q);

#endif
