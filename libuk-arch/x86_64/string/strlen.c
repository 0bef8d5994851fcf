/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * strlen: aligned 16-byte loads never cross into a page that the string does
 * not reach; bytes before its start are masked out.
 */
#include <string.h>
#include "sse.h"

__attribute__((no_sanitize("address"))) size_t strlen(const char *s)
{
	const char *p = (const char *)((uintptr_t)s & ~(uintptr_t)15);
	__m128i zero = _mm_setzero_si128();
	unsigned mask = equal_mask(_mm_load_si128((const __m128i *)p), zero) >> (s - p);

	if (mask)
		return __builtin_ctz(mask);
	do {
		p += 16;
		mask = equal_mask(_mm_load_si128((const __m128i *)p), zero);
	} while (!mask);
	return p + __builtin_ctz(mask) - s;
}
