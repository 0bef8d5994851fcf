/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * memset: overlapping stores from both ends, 64 bytes a turn between them. Long runs of
 * zeros by `dc zva`, which makes a line zero without reading it, where its block is 64
 * bytes (all that the pool has met) and the system lets EL0 use it.
 */
#include <string.h>
#include "neon.h"

#define ZVA_MIN	  512
#define ZVA_BLOCK 64

static inline int zva_is_64(void)
{
	uint64_t v;

	__asm__("mrs %0, dczid_el0" : "=r"(v));
	return (v & 31) == 4; /* DZP 0, 4 << 4 bytes */
}

void *memset(void *dst, int c, size_t n)
{
	uint64_t pattern = (unsigned char)c * UINT64_C(0x0101010101010101);
	char *d = dst, *end = d + n;
	uint8x16_t v;

	if (n < 16) {
		if (n >= 8) {
			*(u64_any *)d = pattern;
			*(u64_any *)(end - 8) = pattern;
		} else if (n >= 4) {
			*(u32_any *)d = pattern;
			*(u32_any *)(end - 4) = pattern;
		} else if (n) {
			d[0] = d[n / 2] = d[n - 1] = c;
		}
		return dst;
	}
	v = vdupq_n_u8(c);
	store16(d, v);
	store16(end - 16, v);
	if (n <= 32)
		return dst;
	if (n <= 64) {
		store16(d + 16, v);
		store16(end - 32, v);
		return dst;
	}
	if (n >= ZVA_MIN && !(unsigned char)c && zva_is_64()) {
		store16(d + 16, v);
		store16(d + 32, v);
		store16(d + 48, v);
		for (d += ZVA_BLOCK - ((uintptr_t)d & (ZVA_BLOCK - 1)); d <= end - ZVA_BLOCK;
		     d += ZVA_BLOCK)
			__asm__ volatile("dc zva, %0" : : "r"(d) : "memory");
	} else {
		for (d += 16 - ((uintptr_t)d & 15); d < end - 64; d += 64) {
			store16(d, v);
			store16(d + 16, v);
			store16(d + 32, v);
			store16(d + 48, v);
		}
	}
	store16(end - 64, v);
	store16(end - 48, v);
	store16(end - 32, v);
	return dst;
}
