/* SPDX-License-Identifier: BSD-3-Clause */
/* See test.h. */
#include "test.h"
#include <string.h>

struct uk_netdev *dev;

int probe(void)
{
	return e1000e_probe(&model.pci);
}

/* A device that works, started. */
void begin(uint16_t device)
{
	model_new(device);
	ck_assert_int_eq(probe(), 0);
	dev = model.dev;
	ck_assert_int_eq(dev->ops->start(dev), 0);
	ck_assert_ptr_null(model.violation);
}

void finish(void)
{
	ck_assert_msg(!model.violation, "%s", model.violation);
	model_end();
}

const uint16_t devices[DEVICES] = { 0x10d3, 0x100e, 0x100f };

size_t receive(struct uk_netbuf **p, size_t n)
{
	return dev->ops->rx_burst(dev, p, n);
}

void fill(uint8_t *frame, unsigned len, unsigned seed)
{
	for (unsigned i = 0; i < len; i++)
		frame[i] = seed * 31 + i * 7;
}

bool arrives(unsigned len, unsigned seed, uint64_t flags)
{
	uint8_t frame[2048];

	fill(frame, len, seed);
	return model_receive(frame, len, flags);
}

void is_frame(const struct uk_netbuf *b, unsigned len, unsigned seed)
{
	uint8_t frame[2048];

	fill(frame, len, seed);
	ck_assert_uint_eq(b->len, len);
	ck_assert_mem_eq(b->data, frame, len);
	ck_assert_ptr_null(b->next);
}

struct uk_netbuf *packet(unsigned len, unsigned seed)
{
	struct uk_netbuf *b = model_netbuf_alloc();

	ck_assert_ptr_nonnull(b);
	fill(b->data, len, seed);
	b->len = len;
	return b;
}

size_t transmit(struct uk_netbuf **p, size_t n)
{
	return dev->ops->tx_burst(dev, p, n);
}
