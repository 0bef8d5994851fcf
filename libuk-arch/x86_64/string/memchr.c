/* SPDX-License-Identifier: BSD-3-Clause */
/* memchr: as strlen, but what is found behind the end does not count. */
#include <string.h>
#include "sse.h"

__attribute__((no_sanitize("address"))) void *memchr(const void *src, int c, size_t n)
{
	const char *s = src, *p = (const char *)((uintptr_t)s & ~(uintptr_t)15);
	__m128i want = _mm_set1_epi8(c);
	unsigned mask;
	size_t i;

	if (n == 0)
		return NULL;
	mask = equal_mask(_mm_load_si128((const __m128i *)p), want) >> (s - p);
	if (mask) {
		i = __builtin_ctz(mask);
		return i < n ? (void *)(uintptr_t)(s + i) : NULL;
	}
	/* Offsets are from s; p stays aligned. */
	for (i = 16 - (s - p); i < n; i += 16) {
		mask = equal_mask(_mm_load_si128((const __m128i *)(s + i)), want);
		if (mask) {
			i += __builtin_ctz(mask);
			return i < n ? (void *)(uintptr_t)(s + i) : NULL;
		}
	}
	return NULL;
}
