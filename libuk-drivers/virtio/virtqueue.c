/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Split virtqueues, virtio 1.0 section 2.4. The rings are shared with the
 * device, so whatever is read from them is checked against slots[], which is
 * ours alone: a device can break its queue but not our memory.
 */
/* The package is compiled for size; this file is on every packet's path (set-up is in rings.c).
 */
#pragma GCC optimize("O2", "no-align-functions", "no-align-jumps", "no-align-loops")

#include <errno.h>
#include <uk/cpu.h>
#include <uk/heap.h>
#include <uk/vm.h>
#include "virtqueue_priv.h"

/* For indirect tables: without a heap in the image there are chains. */
#pragma weak uk_malloc
#pragma weak uk_free

/* Requests with this many pieces use an indirect table; below, chaining is cheaper. */
#define INDIRECT_MIN 3
/* Longest request; keeps piece counts and sums in range. */
#define PIECES_MAX 512

/* The two event fields live behind the rings of the other side. */
static volatile uint16_t *used_event(struct uk_virtqueue *q)
{
	return &q->avail->ring[q->size];
}

static volatile uint16_t *avail_event(struct uk_virtqueue *q)
{
	return (volatile uint16_t *)&q->used->ring[q->size];
}

static void set_desc(struct vring_desc *d, const struct uk_sg *sg, bool write)
{
	d->addr = uk_dma_addr(sg->addr);
	d->len = sg->len;
	d->flags = write ? VRING_DESC_F_WRITE : 0;
}

/* Describe the request in a table of its own, which one descriptor then points to. */
static __attribute__((noinline)) struct vring_desc *indirect_table(const struct uk_sg *sg,
								   unsigned out, unsigned n)
{
	struct vring_desc *t = uk_malloc(n * sizeof(*t));

	if (!t)
		return NULL;
	for (unsigned i = 0; i < n; i++) {
		set_desc(&t[i], &sg[i], i >= out);
		if (i + 1 < n)
			t[i].flags |= VRING_DESC_F_NEXT;
		t[i].next = i + 1;
	}
	return t;
}

int uk_virtqueue_add(struct uk_virtqueue *q, const struct uk_sg *sg, unsigned out, unsigned in,
		     void *token)
{
	unsigned n = out + in, head = q->free_head, last;
	struct vring_desc *table = NULL;
	uint32_t writable = 0;

	if (uk_unlikely(q->broken))
		return -EIO;
	if (uk_unlikely(n == 0 || n > PIECES_MAX))
		return -EINVAL;
	if (q->free_count == 0)
		return -ENOSPC;
	if (n >= INDIRECT_MIN && q->indirect && uk_malloc)
		table = indirect_table(sg, out, n); /* without memory: a chain */
	if (!table && n > q->free_count)
		return -ENOSPC;

	for (unsigned i = out; i < n; i++)
		writable += sg[i].len;
	last = head;
	if (table) {
		q->desc[head].addr = uk_dma_addr(table);
		q->desc[head].len = n * sizeof(*table);
		q->desc[head].flags = VRING_DESC_F_INDIRECT;
		n = 1;
	} else {
		for (unsigned i = 0;; i++) {
			set_desc(&q->desc[last], &sg[i], i >= out);
			if (i + 1 == n)
				break;
			q->desc[last].flags |= VRING_DESC_F_NEXT;
			q->desc[last].next = q->slots[last].next;
			last = q->slots[last].next;
		}
	}
	q->free_head = q->slots[last].next;
	q->free_count -= n;
	q->slots[head].token = token;
	q->slots[head].indirect = table;
	q->slots[head].writable = writable;
	q->slots[head].pieces = n;
	q->avail->ring[q->avail_idx++ & (q->size - 1)] = head;
	return 0;
}

void uk_virtqueue_kick(struct uk_virtqueue *q)
{
	uint16_t new = q->avail_idx, old = q->kicked_idx;
	bool wanted;

	if (new == old || q->broken)
		return;
	atomic_store_explicit(&q->avail->idx, new, memory_order_release);
	q->kicked_idx = new;
	/* The device's wish is read only after it can see the new index, else both could sleep.
	 */
	uk_mb_device();
	if (q->event_idx)
		wanted = (uint16_t)(new - *avail_event(q) - 1) < (uint16_t)(new - old);
	else
		wanted = !(q->used->flags & VRING_USED_NO_NOTIFY);
	if (!wanted)
		return;
	if (q->doorbell16)
		*(volatile uint16_t *)q->doorbell = q->index;
	else
		*(volatile uint32_t *)q->doorbell = q->index;
}

static void *break_queue(struct uk_virtqueue *q)
{
	q->broken = true;
	return NULL;
}

void *uk_virtqueue_get(struct uk_virtqueue *q, uint32_t *len)
{
	uint16_t used = atomic_load_explicit(&q->used->idx, memory_order_acquire);
	volatile struct vring_used_elem *e;
	struct virtqueue_slot *s;
	uint32_t id, n, tail;

	if (used == q->last_used || uk_unlikely(q->broken))
		return NULL;
	/* It cannot have finished more than is under way. */
	if (uk_unlikely((uint16_t)(used - q->last_used) > q->size - q->free_count))
		return break_queue(q);
	e = &q->used->ring[q->last_used & (q->size - 1)];
	id = e->id; /* once: the device may change it behind our back */
	n = e->len;
	if (uk_unlikely(id >= q->size || q->slots[id].pieces == 0))
		return break_queue(q);

	s = &q->slots[id];
	*len = n < s->writable ? n : s->writable;
	tail = id;
	for (unsigned i = 1; i < s->pieces; i++)
		tail = q->slots[tail].next;
	q->free_count += s->pieces;
	q->slots[tail].next = q->free_head;
	q->free_head = id;
	s->pieces = 0;
	if (s->indirect) {
		uk_free(s->indirect);
		s->indirect = NULL;
	}
	q->last_used++;
	return s->token;
}

bool uk_virtqueue_enable_irq(struct uk_virtqueue *q)
{
	if (q->event_idx)
		*used_event(q) = q->last_used;
	else
		q->avail->flags = 0;
	/* The wish must be visible before the index is looked at again. */
	uk_mb_device();
	return atomic_load_explicit(&q->used->idx, memory_order_acquire) != q->last_used &&
	       !q->broken;
}

void uk_virtqueue_disable_irq(struct uk_virtqueue *q)
{
	/* With the event index an interrupt comes only when used_event is passed: leaving it
	 * behind is enough. */
	if (!q->event_idx)
		q->avail->flags = VRING_AVAIL_NO_INTERRUPT;
}

unsigned uk_virtqueue_free_slots(const struct uk_virtqueue *q)
{
	return q->free_count;
}

unsigned uk_virtqueue_size(const struct uk_virtqueue *q)
{
	return q->size;
}

bool uk_virtqueue_broken(const struct uk_virtqueue *q)
{
	return q->broken;
}
