/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A device that writes anything into the rings at any time. Each byte of the input is
 * a step: the driver adds, publishes, takes; the device finishes what it has, or lies.
 * A token comes back at most as often as it was given, and a length never exceeds the pieces.
 *
 * fuzz-sources: rings.c virtqueue.c tests/fake_heap.c
 * fuzz-flags: -I.
 */
#include <stdlib.h>
#include <string.h>
#include "virtqueue_priv.h"

#define SIZE  8
#define PIECE 16

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct uk_virtqueue *q;
static unsigned under_way[256]; /* how many requests with this token */

static void add(uint8_t what)
{
	static char memory[2 * SIZE][PIECE];
	static uint8_t next;
	unsigned out = what & 7, in = what >> 3 & 7;
	struct uk_sg sg[2 * SIZE];

	for (unsigned i = 0; i < out + in; i++)
		sg[i] = (struct uk_sg){ memory[i], PIECE };
	if (uk_virtqueue_add(q, sg, out, in, &under_way[next]) == 0)
		under_way[next++]++;
}

static void take(void)
{
	uint32_t len;
	unsigned *token = uk_virtqueue_get(q, &len);

	if (!token)
		return;
	if (token < under_way || token >= under_way + 256 || !*token || len > 7 * PIECE)
		abort();
	--*token;
}

/* The device's side of the rings. */
static void finish(uint32_t id, uint32_t len)
{
	uint16_t idx = atomic_load(&q->used->idx);

	q->used->ring[idx & (q->size - 1)].id = id;
	q->used->ring[idx & (q->size - 1)].len = len;
	atomic_store(&q->used->idx, idx + 1);
}

static void scribble(uint8_t where, uint8_t what)
{
	uint8_t *rings = (uint8_t *)q->desc;
	size_t n = virtqueue_bytes(SIZE);

	/* Descriptors and the available ring too: a device can write all of it. */
	rings[(where * 257u) % n] = what;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint32_t doorbell;

	if (size < 2)
		return 0;
	memset(under_way, 0, sizeof(under_way));
	q = virtqueue_new(SIZE, data[0] & 1, data[0] & 2);
	if (!q)
		return 0;
	q->doorbell = &doorbell;
	for (size_t i = 1; i + 1 < size; i += 2) {
		uint8_t arg = data[i + 1];

		switch (data[i] & 7) {
		case 0:
			add(arg);
			break;
		case 1:
			uk_virtqueue_kick(q);
			break;
		case 2:
			take();
			break;
		case 3:
			finish(arg, arg * 37u);
			break;
		case 4:
			finish(q->avail->ring[arg & (SIZE - 1)], arg);
			break;
		case 5:
			scribble(arg, data[i] >> 3);
			break;
		case 6:
			if (arg & 1)
				uk_virtqueue_enable_irq(q);
			else
				uk_virtqueue_disable_irq(q);
			break;
		default:
			atomic_store(&q->used->idx, arg * 259u);
		}
		if (uk_virtqueue_free_slots(q) > SIZE)
			abort();
	}
	virtqueue_free(q);
	return 0;
}
