/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * memset: overlapping stores from both ends, 64 bytes a turn between them; long ones
 * are left to the processor's string instruction.
 */
#include <string.h>
#include "detect.h"
#include "sse.h"

void *memset(void *dst, int c, size_t n)
{
	uint64_t pattern = (unsigned char)c * UINT64_C(0x0101010101010101);
	char *d = dst, *end = d + n;
	__m128i v;

	if (n < 16) {
		if (n >= 8) {
			*(u64_any *)d = pattern;
			*(u64_any *)(end - 8) = pattern;
		} else if (n >= 4) {
			*(u32_any *)d = pattern;
			*(u32_any *)(end - 4) = pattern;
		} else if (n >= 2) {
			*(u16_any *)d = pattern;
			*(u16_any *)(end - 2) = pattern;
		} else if (n) {
			*d = c;
		}
		return dst;
	}
	v = _mm_set1_epi64x(pattern);
	store16(d, v);
	store16(end - 16, v);
	if (n <= 32)
		return dst;
	if (n >= REP_MIN && string_cpu() & STRING_REP) {
		__asm__ volatile("rep stosb" : "+D"(d), "+c"(n) : "a"(c) : "memory");
		return dst;
	}
	if (n > 64) {
		d += 16 - ((uintptr_t)d & 15);
		for (; d < end - 64; d += 64) {
			_mm_store_si128((__m128i *)d, v);
			_mm_store_si128((__m128i *)(d + 16), v);
			_mm_store_si128((__m128i *)(d + 32), v);
			_mm_store_si128((__m128i *)(d + 48), v);
		}
		store16(end - 64, v);
		store16(end - 48, v);
	} else {
		store16(d + 16, v);
	}
	store16(end - 32, v);
	return dst;
}
