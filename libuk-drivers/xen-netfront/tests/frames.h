/* SPDX-License-Identifier: BSD-3-Clause */
/* Frames that can be told from others: each byte follows from a seed and its place. */
#ifndef FRAMES_H
#define FRAMES_H

#include <check.h>
#include "backend.h"

static inline uint8_t frame_byte(unsigned seed, unsigned i)
{
	return seed + i * 7 + i / 256;
}

static inline void fill(uint8_t *p, unsigned len, unsigned seed, unsigned from)
{
	for (unsigned i = 0; i < len; i++)
		p[i] = frame_byte(seed, from + i);
}

static inline void is_frame(const uint8_t *p, unsigned len, unsigned seed, unsigned from)
{
	unsigned i = 0;

	while (i < len && p[i] == frame_byte(seed, from + i))
		i++;
	ck_assert_uint_eq(
		i, len); /* else: where it differs; an assertion for each byte takes long */
}

/* A netbuf with the bytes of a frame from @from on. */
static inline struct uk_netbuf *packet(unsigned len, unsigned seed, unsigned from)
{
	struct uk_netbuf *b = uk_netbuf_alloc();

	ck_assert_ptr_nonnull(b);
	fill(b->data, len, seed, from);
	b->len = len;
	return b;
}

static inline void begin(void)
{
	ck_assert_int_eq(backend_attach(), 0);
	ck_assert_ptr_nonnull(dev);
}

#endif
