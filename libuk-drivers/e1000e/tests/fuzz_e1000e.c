/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A device whose every answer is the input's. The first byte says which device and which
 * interrupts; then each two bytes are a step: the stack receives, sends, is interrupted; the
 * device completes, lies in its descriptors, changes any register, answers reads with what it
 * likes, vanishes, memory runs out. Whatever it does, the driver comes to an end, touches
 * nothing that is not its own (the sanitizers), hands out frames that fit their
 * buffers, and frees each buffer once.
 *
 * fuzz-sources: hw.c pci.c ring.c tests/model.c
 * fuzz-flags: -I. -include tests/model_io.h
 */
#include <stdlib.h>
#include <string.h>
#include <uk/vm.h>
#include "model.h"

#define BURST 4

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const uint8_t *in, *in_end;
static unsigned lie_every, reads;

static uint8_t next(void)
{
	return in < in_end ? *in++ : 0;
}

/* Some of the reads are answered from the input. */
static uint32_t answer(unsigned reg, uint32_t v)
{
	(void)reg;
	if (!lie_every || ++reads % lie_every)
		return v;
	switch (next() & 7) {
	case 0:
		return 0;
	case 1:
		return 0xffffffff;
	case 2:
		return ~v;
	case 3:
		return v ^ 1u << (next() & 31);
	default:
		return next() | next() << 8 | next() << 16 | (uint32_t)next() << 24;
	}
}

static void take(struct uk_netdev *d, unsigned n)
{
	struct uk_netbuf *p[BURST];
	size_t got = d->ops->rx_burst(d, p, n);

	if (got > n)
		abort();
	for (size_t i = 0; i < got; i++) {
		if (p[i]->next || !model_dma_ok(uk_dma_addr(p[i]->data), p[i]->len))
			abort();
		model_netbuf_free(p[i]);
	}
}

static void give(struct uk_netdev *d, uint8_t what)
{
	struct uk_netbuf *p[BURST], *last;
	unsigned n = 1 + (what & 3);
	size_t done;

	for (unsigned i = 0; i < n; i++) {
		p[i] = last = model_netbuf_alloc();
		if (!last) {
			n = i;
			break;
		}
		last->len = next() * 6;
		if (what & 4) {
			last->flags = UK_NETBUF_CSUM_PART;
			last->csum_start = next();
			last->csum_offset = next();
		}
		for (unsigned k = what >> 4; k && (last->next = model_netbuf_alloc()); k--) {
			last = last->next;
			last->len = what & 8 ? next() : 0;
		}
	}
	done = d->ops->tx_burst(d, p, n);
	if (done > n)
		abort();
	while (done < n)
		model_netbuf_free(p[done++]);
}

/* Any field of any descriptor. */
static void scribble(unsigned base, uint8_t where)
{
	struct e1000e_desc *d = model_desc(base, where);
	uint8_t what = next();

	if (!d)
		return;
	((uint8_t *)d)[what & 15] = next();
	if (what & 16)
		d->info |= RXD_DD;
}

static void step(struct uk_netdev *d, uint8_t op, uint8_t arg)
{
	static uint8_t frame[2048];

	switch (op & 15) {
	case 0:
	case 1:
		take(d, 1 + arg % BURST);
		break;
	case 2:
	case 3:
		give(d, arg);
		break;
	case 4:
		model_dispatch();
		break;
	case 5:
		model_receive(frame, arg * 6 + 14, (uint64_t)next() << 40);
		break;
	case 6:
		model_write_back((uint64_t)next() << 40 | (uint64_t)next() << 32 | next() << 8 |
				 arg);
		break;
	case 7:
		scribble(arg & 1 ? RDBAL : TDBAL, next());
		break;
	case 8:
		model.tx_held = arg & 1;
		model_transmit();
		break;
	case 9:
		model_link(arg & 1);
		break;
	case 10:
		model_cause(arg | (uint32_t)next() << 20);
		break;
	case 11:
		model.memory = arg & 1 ? -1 : arg >> 4;
		break;
	case 12:
		lie_every = arg & 7;
		break;
	case 13:
		model.now += arg * UINT64_C(100000000);
		d->ops->tx_burst(d, NULL, 0);
		break;
	case 14:
		if (d->ops->tx_pending(d) > 4096)
			abort();
		break;
	default:
		model.all_ones = arg == 0xff;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint16_t devices[] = { 0x10d3, 0x10d3, 0x100e, 0x100f };
	unsigned live;

	in = data;
	in_end = data + size;
	reads = lie_every = 0;
	model_new(devices[next() & 3]);
	model.has_msix = next() & 1;
	model.has_msi = next() & 1;
	model.on_read = answer;
	model.pages = 128; /* small rings, often full */
	lie_every = next() & 15;
	if (e1000e_probe(&model.pci) == 0) {
		if (model.dev->ops->start(model.dev) == 0)
			while (in_end - in >= 2) {
				uint8_t op = next();

				step(model.dev, op, next());
			}
		/* A device that is gone holds nothing that was to be sent. */
		live = model.nlive;
		model.all_ones = true;
		model_cause(INT_ALL);
		model.now += UINT64_C(2000000000);
		model.dev->ops->tx_burst(model.dev, NULL, 0);
		if (model.nlive > live || model.nlive > 4096)
			abort();
	}
	if (model.now > UINT64_C(60000000000) + size * UINT64_C(30000000000))
		abort();
	/* What it may not do, however it is lied to: memory that is not its own. */
	if (model.violation && strstr(model.violation, "memory freed"))
		abort();
	model_end();
	return 0;
}
