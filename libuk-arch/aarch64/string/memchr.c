/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * memchr: as strlen, but what is found behind the end does not count, and no
 * load starts behind it.
 */
#include <string.h>
#include "neon.h"

void *memchr(const void *src, int c, size_t n)
{
	const char *s = src, *end, *p = (const char *)((uintptr_t)s & ~(uintptr_t)15);
	const uint8x16_t want = vdupq_n_u8(c);
	uint64_t mask;

	if (n == 0)
		return NULL;
	end = s + n < s ? (const char *)UINTPTR_MAX
			: s + n; /* callers may say "as far as needed" */
	mask = mask_of(vceqq_u8(load16(p), want)) >> 4 * (s - p) << 4 * (s - p);
	while (!mask) {
		p += 16;
		if (p >= end)
			return NULL;
		if (!((uintptr_t)p & 63))
			for (; (size_t)(end - p) >= 64; p += 64) {
				uint8x16_t a = vceqq_u8(load16(p), want),
					   b = vceqq_u8(load16(p + 16), want),
					   d = vceqq_u8(load16(p + 32), want),
					   e = vceqq_u8(load16(p + 48), want);

				if (mask_of(vorrq_u8(vorrq_u8(a, b), vorrq_u8(d, e))))
					break;
			}
		if (p >= end)
			return NULL;
		mask = mask_of(vceqq_u8(load16(p), want));
	}
	p += first_of(mask);
	return p < end ? (void *)p : NULL;
}
