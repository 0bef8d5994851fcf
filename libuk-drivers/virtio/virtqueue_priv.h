/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Private to libuk-virtio: the split virtqueue's layout in memory, section
 * 2.4, and the driver's own bookkeeping, which the device cannot write.
 */
#ifndef VIRTQUEUE_PRIV_H
#define VIRTQUEUE_PRIV_H

#include <stdatomic.h>
#include <uk/virtqueue.h>

#define VRING_DESC_F_NEXT	 1u
#define VRING_DESC_F_WRITE	 2u
#define VRING_DESC_F_INDIRECT	 4u
#define VRING_AVAIL_NO_INTERRUPT 1u
#define VRING_USED_NO_NOTIFY	 1u

struct vring_desc {
	uint64_t addr;
	uint32_t len;
	uint16_t flags;
	uint16_t next;
};

struct vring_avail {
	uint16_t flags;
	_Atomic uint16_t idx;
	uint16_t ring[]; /* then used_event */
};

struct vring_used_elem {
	uint32_t id;
	uint32_t len;
};

struct vring_used {
	volatile uint16_t flags;
	_Atomic uint16_t idx;
	volatile struct vring_used_elem ring[]; /* then avail_event */
};

/* What the driver knows of the request that starts at a descriptor. */
struct virtqueue_slot {
	void *token;
	struct vring_desc *indirect; /* table to free, or NULL */
	uint32_t writable;	     /* bytes that the device may write */
	uint16_t next;	 /* of the free list or the chain: not read from the shared table */
	uint16_t pieces; /* descriptors of the chain; 0: no request starts here */
};

struct uk_virtqueue {
	/* touched for each request */
	struct vring_desc *desc;
	struct vring_avail *avail;
	struct vring_used *used;
	volatile void *doorbell;
	uint16_t size; /* entries, a power of two */
	uint16_t free_head;
	uint16_t free_count;
	uint16_t avail_idx;  /* ours; published by kick */
	uint16_t kicked_idx; /* what the last kick published */
	uint16_t last_used;
	uint16_t index; /* of the queue in its device */
	bool event_idx, indirect, broken, doorbell16;
	struct virtqueue_slot *slots;
	/* interrupts */
	void (*notify)(void *arg);
	void *arg;
};

/* Whole pages, zeroed, for what lives as long as a device: so that an image can do without a
 * heap. */
void *virtio_zalloc(size_t bytes);
void virtio_free(void *p, size_t bytes);

/* Bytes of the rings of a queue with @size entries. */
size_t virtqueue_bytes(unsigned size);
/*
 * A queue and its rings, in one run of pages. NULL when memory is out or @size is not a
 * power of two <= 32768.
 */
struct uk_virtqueue *virtqueue_new(unsigned size, bool event_idx, bool indirect);
void virtqueue_free(struct uk_virtqueue *q);

#endif
