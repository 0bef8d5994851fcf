/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Unaligned pieces for the string functions. SSE2 is in every x86_64; wider
 * vectors would have to be detected and cost more than they bring at the
 * sizes that matter (headers, lines, packets).
 */
#ifndef STRING_SSE_H
#define STRING_SSE_H

/* The loops are the point, also where the rest of the pool is compiled for size. */
#pragma GCC optimize("O2")
#include <emmintrin.h>
#include <stddef.h>
#include <stdint.h>

typedef uint64_t __attribute__((may_alias, aligned(1))) u64_any;
typedef uint32_t __attribute__((may_alias, aligned(1))) u32_any;
typedef uint16_t __attribute__((may_alias, aligned(1))) u16_any;

static inline __m128i load16(const void *p)
{
	return _mm_loadu_si128((const __m128i *)p);
}

static inline __m128i load_aligned(const void *p)
{
	return _mm_load_si128((const __m128i *)p);
}

static inline void store16(void *p, __m128i v)
{
	_mm_storeu_si128((__m128i *)p, v);
}

/* Bit i is set where byte i of @v equals that of @w. */
static inline unsigned equal_mask(__m128i v, __m128i w)
{
	return _mm_movemask_epi8(_mm_cmpeq_epi8(v, w));
}

#endif
