/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A polled driver for the virtio-console in the first virtio-mmio slot of
 * microvm, one buffer at a time (virtio 1.0, 4.2.2 and 5.3): enough to see
 * that ukrun's console loses nothing and keeps the order.
 */
#include "guest.h"

#define BASE 0xfeb00200ul /* the first slot that ukrun uses */
#define SIZE 4u

struct desc {
	u64 addr;
	u32 len;
	u16 flags, next;
};

struct queue {
	struct desc desc[SIZE];
	struct {
		u16 flags, idx, ring[SIZE];
	} avail;
	struct {
		u16 flags, idx;
		struct {
			u32 id, len;
		} ring[SIZE];
	} used __attribute__((aligned(4)));
} __attribute__((aligned(16)));

static volatile struct queue queues[2]; /* receive, transmit */

static void set(u32 reg, u64 v)
{
	*(volatile u32 *)(BASE + reg) = (u32)v;
}

static u32 get(u32 reg)
{
	return *(volatile u32 *)(BASE + reg);
}

void virtio_init(void)
{
	u32 i;

	if (get(0) != 0x74726976 || get(4) != 2 || get(8) != 3) {
		puts("no modern virtio-console in the first slot\n");
		leave('E', 1);
	}
	set(0x70, 0);
	set(0x70, 3); /* acknowledge, driver */
	set(0x24, 1); /* VIRTIO_F_VERSION_1 and nothing else */
	set(0x20, 1);
	set(0x24, 0);
	set(0x20, 0);
	set(0x70, 11); /* features ok */
	for (i = 0; i < 2; i++) {
		set(0x30, i);
		set(0x38, SIZE);
		set(0x80, (u64)&queues[i].desc);
		set(0x84, 0);
		set(0x90, (u64)&queues[i].avail);
		set(0x94, 0);
		set(0xa0, (u64)&queues[i].used);
		set(0xa4, 0);
		set(0x44, 1);
	}
	set(0x70, 15); /* driver ok */
}

static u32 transfer(u32 q, const void *buf, u32 len)
{
	volatile struct queue *v = &queues[q];
	u16 seen = v->used.idx;

	v->desc[0].addr = (u64)buf;
	v->desc[0].len = len;
	v->desc[0].flags = q ? 0 : 2; /* the device writes what we receive */
	v->avail.ring[v->avail.idx % SIZE] = 0;
	asm volatile("mfence" ::: "memory");
	v->avail.idx++;
	asm volatile("mfence" ::: "memory");
	set(0x50, q);
	while (v->used.idx == seen)
		asm volatile("pause" ::: "memory");
	return v->used.ring[seen % SIZE].len;
}

void virtio_write(const void *buf, u32 len)
{
	transfer(1, buf, len);
}

u32 virtio_read(void *buf, u32 len)
{
	return transfer(0, buf, len);
}
