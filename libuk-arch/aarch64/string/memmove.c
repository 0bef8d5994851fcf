/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * memmove, and memcpy as the same function: up to 128 bytes everything is loaded
 * before anything is stored, in two overlapping halves, so no size needs a loop
 * or a byte-wise tail; longer copies run 64 bytes a turn in the safe direction.
 */
#include <string.h>
#include <uk/string_wide.h>
#include "neon.h"

/* One size of vectors. */
const char uk_string_wide[1] = { 0 };

static inline void *move_small(char *d, const char *s, size_t n)
{
	if (n >= 8) {
		uint64_t a = *(const u64_any *)s, b = *(const u64_any *)(s + n - 8);

		*(u64_any *)d = a;
		*(u64_any *)(d + n - 8) = b;
	} else if (n >= 4) {
		uint32_t a = *(const u32_any *)s, b = *(const u32_any *)(s + n - 4);

		*(u32_any *)d = a;
		*(u32_any *)(d + n - 4) = b;
	} else if (n) { /* first, middle, last cover 1 to 3 */
		char a = s[0], b = s[n / 2], c = s[n - 1];

		d[0] = a;
		d[n / 2] = b;
		d[n - 1] = c;
	}
	return d;
}

struct block {
	uint8x16_t a, b, c, d;
};

static inline struct block load64(const char *s)
{
	return (struct block){ load16(s), load16(s + 16), load16(s + 32), load16(s + 48) };
}

static inline void store64(char *d, struct block v)
{
	store16(d, v.a);
	store16(d + 16, v.b);
	store16(d + 32, v.c);
	store16(d + 48, v.d);
}

static void forward(char *d, const char *s, size_t n)
{
	/* The ends first, into registers: the loop may overwrite their source. */
	uint8x16_t head = load16(s);
	struct block tail = load64(s + n - 64);
	char *first = d, *end = d + n;
	size_t skip = 16 - ((uintptr_t)d & 15); /* stores that cross lines are the dear ones */

	for (d += skip, s += skip; d < end - 64; d += 64, s += 64)
		store64(d, load64(s));
	store64(end - 64, tail);
	store16(first, head);
}

static void backward(char *d, const char *s, size_t n)
{
	uint8x16_t tail = load16(s + n - 16);
	struct block head = load64(s);
	char *end = d + n, *p = end - ((uintptr_t)end & 15);
	const char *q = s + (p - d);

	for (; p > d + 64; p -= 64, q -= 64)
		store64(p - 64, load64(q - 64));
	store64(d, head);
	store16(end - 16, tail);
}

void *memmove(void *dst, const void *src, size_t n)
{
	const char *s = src;
	char *d = dst;

	if (n <= 16)
		return move_small(d, s, n);
	if (n <= 32) {
		uint8x16_t a = load16(s), b = load16(s + n - 16);

		store16(d, a);
		store16(d + n - 16, b);
		return d;
	}
	if (n <= 64) {
		uint8x16_t a = load16(s), b = load16(s + 16), y = load16(s + n - 32),
			   z = load16(s + n - 16);

		store16(d, a);
		store16(d + 16, b);
		store16(d + n - 32, y);
		store16(d + n - 16, z);
		return d;
	}
	if (n <= 128) {
		struct block a = load64(s), z = load64(s + n - 64);

		store64(d, a);
		store64(d + n - 64, z);
		return d;
	}
	if ((uintptr_t)d - (uintptr_t)s >= n)
		forward(d, s, n);
	else
		backward(d, s, n);
	return d;
}

/* Two steps, so that a test may give memmove another name. */
#define NAME2(x) #x
#define NAME(x)	 NAME2(x)
void *memcpy(void *dst, const void *src, size_t n) __attribute__((alias(NAME(memmove))));
