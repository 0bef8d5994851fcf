/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * memcmp: short ones as big-endian numbers from both ends, longer ones 16 and
 * then 64 bytes a step with the last step overlapping the one before.
 */
#include <string.h>
#include "neon.h"

/* The result for two numbers whose first byte in memory is the most significant. */
static inline int order(uint64_t x, uint64_t y)
{
	return x == y ? 0 : x < y ? -1 : 1;
}

static inline uint64_t be64(const void *p)
{
	return __builtin_bswap64(*(const u64_any *)p);
}

static inline uint64_t be32(const void *p)
{
	return __builtin_bswap32(*(const u32_any *)p);
}

/* All ones where the bytes at @a and @b differ. */
static inline uint8x16_t difference(const void *a, const void *b)
{
	return vmvnq_u8(vceqq_u8(load16(a), load16(b)));
}

int memcmp(const void *p, const void *q, size_t n)
{
	const unsigned char *a = p, *b = q, *end = a + n;
	uint64_t mask;
	unsigned i;

	if (n < 16) {
		int r;

		if (n >= 8) {
			r = order(be64(a), be64(b));
			return r ? r : order(be64(end - 8), be64(b + n - 8));
		}
		if (n >= 4)
			return order(be32(a) << 32 | be32(end - 4),
				     be32(b) << 32 | be32(b + n - 4));
		if (n == 0)
			return 0;
		/* 1 to 3: first, middle, last cover all. */
		return (a[0] << 16 | a[n / 2] << 8 | a[n - 1]) -
		       (b[0] << 16 | b[n / 2] << 8 | b[n - 1]);
	}
	for (; end - a > 64; a += 64, b += 64) {
		uint8x16_t w = difference(a, b), x = difference(a + 16, b + 16),
			   y = difference(a + 32, b + 32), z = difference(a + 48, b + 48);

		if (mask_of(vorrq_u8(vorrq_u8(w, x), vorrq_u8(y, z))))
			break;
	}
	for (; end - a > 16; a += 16, b += 16) {
		mask = mask_of(difference(a, b));
		if (mask)
			goto differ;
	}
	b += end - 16 - a;
	a = end - 16;
	mask = mask_of(difference(a, b));
	if (!mask)
		return 0;
differ:
	i = first_of(mask);
	return a[i] - b[i];
}
