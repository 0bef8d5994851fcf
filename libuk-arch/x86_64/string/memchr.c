/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * memchr: as strlen, but what is found behind the end does not count, and no
 * load starts behind it.
 */
#include <string.h>
#include "sse.h"

void *memchr(const void *src, int c, size_t n)
{
	const char *s = src, *end, *p = (const char *)((uintptr_t)s & ~(uintptr_t)15);
	const __m128i want = _mm_set1_epi8((char)c);
	unsigned mask;

	if (n == 0)
		return NULL;
	end = s + n < s ? (const char *)UINTPTR_MAX
			: s + n; /* callers may say "as far as needed" */
	mask = equal_mask(load_aligned(p), want) >> (s - p) << (s - p);
	while (!mask) {
		p += 16;
		if (p >= end)
			return NULL;
		if (!((uintptr_t)p & 63))
			for (; (size_t)(end - p) >= 64; p += 64) {
				__m128i a = _mm_cmpeq_epi8(load_aligned(p), want),
					b = _mm_cmpeq_epi8(load_aligned(p + 16), want),
					d = _mm_cmpeq_epi8(load_aligned(p + 32), want),
					e = _mm_cmpeq_epi8(load_aligned(p + 48), want);

				if (_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b),
								   _mm_or_si128(d, e))))
					break;
			}
		if (p >= end)
			return NULL;
		mask = equal_mask(load_aligned(p), want);
	}
	p += __builtin_ctz(mask);
	return p < end ? (void *)p : NULL;
}
