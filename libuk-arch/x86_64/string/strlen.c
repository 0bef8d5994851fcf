/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * strlen: aligned loads never cross into a page that the string does not
 * reach; bytes before its start are shifted out. 16 bytes a step up to a
 * multiple of 64, then 64.
 */
#include <string.h>
#include "sse.h"

size_t strlen(const char *s)
{
	const char *p = (const char *)((uintptr_t)s & ~(uintptr_t)15);
	const __m128i zero = _mm_setzero_si128();
	unsigned mask = equal_mask(load_aligned(p), zero) >> (s - p);

	if (mask)
		return __builtin_ctz(mask);
	for (p += 16; (uintptr_t)p & 63; p += 16) {
		mask = equal_mask(load_aligned(p), zero);
		if (mask)
			return p + __builtin_ctz(mask) - s;
	}
	for (;; p += 64) {
		__m128i a = load_aligned(p), b = load_aligned(p + 16), c = load_aligned(p + 32),
			d = load_aligned(p + 48);

		if (equal_mask(_mm_min_epu8(_mm_min_epu8(a, b), _mm_min_epu8(c, d)), zero))
			break;
	}
	while (!(mask = equal_mask(load_aligned(p), zero)))
		p += 16;
	return p + __builtin_ctz(mask) - s;
}
