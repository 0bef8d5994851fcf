/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * memcmp: short ones as big-endian numbers from both ends, longer ones 16 and
 * then 64 bytes a step with the last step overlapping the one before.
 */
#include <string.h>
#include "sse.h"

/* The result for two numbers whose first byte in memory is the most significant. */
static inline int order(uint64_t x, uint64_t y)
{
	return x == y ? 0 : x < y ? -1 : 1;
}

static inline int first_difference(const unsigned char *a, const unsigned char *b,
				   unsigned equal)
{
	unsigned i = __builtin_ctz(~equal);

	return a[i] - b[i];
}

static inline uint64_t be64(const void *p)
{
	return __builtin_bswap64(*(const u64_any *)p);
}

static inline uint64_t be32(const void *p)
{
	return __builtin_bswap32(*(const u32_any *)p);
}

int memcmp(const void *p, const void *q, size_t n)
{
	const unsigned char *a = p, *b = q, *end = a + n;
	unsigned equal;

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
		__m128i w = _mm_cmpeq_epi8(load16(a), load16(b)),
			x = _mm_cmpeq_epi8(load16(a + 16), load16(b + 16)),
			y = _mm_cmpeq_epi8(load16(a + 32), load16(b + 32)),
			z = _mm_cmpeq_epi8(load16(a + 48), load16(b + 48));

		if (_mm_movemask_epi8(
			    _mm_and_si128(_mm_and_si128(w, x), _mm_and_si128(y, z))) != 0xffff)
			break;
	}
	for (; end - a > 16; a += 16, b += 16) {
		equal = equal_mask(load16(a), load16(b));
		if (equal != 0xffff)
			return first_difference(a, b, equal);
	}
	b += end - 16 - a;
	a = end - 16;
	equal = equal_mask(load16(a), load16(b));
	return equal == 0xffff ? 0 : first_difference(a, b, equal);
}
