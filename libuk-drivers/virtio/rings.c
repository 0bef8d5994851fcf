/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory of a split virtqueue, virtio 1.0 section 2.4: the rings that the device reads and
 * writes, and behind them what is the driver's own.
 */
#include <uk/heap.h>
#include <uk/page.h>
#include "virtqueue_priv.h"

/* An image without a heap has no indirect tables to free. */
#pragma weak uk_free
/* In an image where nobody frees pages, a device that fails keeps its own. */
#pragma weak uk_page_free

static size_t avail_offset(unsigned size)
{
	return size * sizeof(struct vring_desc);
}

static size_t used_offset(unsigned size)
{
	return UK_ALIGN_UP(avail_offset(size) + sizeof(struct vring_avail) +
				   (size + 1) * sizeof(uint16_t),
			   (size_t)4);
}

size_t virtqueue_bytes(unsigned size)
{
	return used_offset(size) + sizeof(struct vring_used) +
	       size * sizeof(struct vring_used_elem) + sizeof(uint16_t);
}

/* Where the driver's own part starts, on a cache line that the device does not write. */
static size_t private_offset(unsigned size)
{
	return UK_ALIGN_UP(virtqueue_bytes(size), (size_t)64);
}

static size_t pages(size_t bytes)
{
	return (bytes + UK_PAGE_SIZE - 1) >> UK_PAGE_SHIFT;
}

void *virtio_zalloc(size_t bytes)
{
	void *p = uk_page_alloc(pages(bytes));

	return p ? __builtin_memset(p, 0, bytes) : NULL;
}

void virtio_free(void *p, size_t bytes)
{
	if (uk_page_free)
		uk_page_free(p, pages(bytes));
}

struct uk_virtqueue *virtqueue_new(unsigned size, bool event_idx, bool indirect)
{
	struct uk_virtqueue *q;
	char *rings;

	if (size == 0 || size > 32768 || (size & (size - 1)))
		return NULL;
	/* One run of pages: the rings, 16-byte aligned as section 2.4 wants, and behind them
	 * what is ours. */
	rings = virtio_zalloc(private_offset(size) + sizeof(*q) + size * sizeof(*q->slots));
	if (!rings)
		return NULL;
	q = (struct uk_virtqueue *)(rings + private_offset(size));
	q->desc = (struct vring_desc *)rings;
	q->avail = (struct vring_avail *)(rings + avail_offset(size));
	q->used = (struct vring_used *)(rings + used_offset(size));
	q->slots = (struct virtqueue_slot *)(q + 1);
	q->size = q->free_count = size;
	q->event_idx = event_idx;
	q->indirect = indirect;
	for (unsigned i = 0; i < size; i++)
		q->slots[i].next = i + 1;
	return q;
}

void virtqueue_free(struct uk_virtqueue *q)
{
	if (!q)
		return;
	for (unsigned i = 0; i < q->size; i++)
		if (q->slots[i].indirect)
			uk_free(q->slots[i].indirect);
	virtio_free(q->desc,
		    private_offset(q->size) + sizeof(*q) + q->size * sizeof(*q->slots));
}
