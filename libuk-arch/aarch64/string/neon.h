/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Unaligned pieces for the string functions. Advanced SIMD is in every aarch64 that runs
 * the pool; a pair of its registers is 32 bytes per load or store.
 */
#ifndef STRING_NEON_H
#define STRING_NEON_H

/* The loops are the point, also where the rest of the pool is compiled for size. */
#pragma GCC optimize("O2")
#include <arm_neon.h>
#include <stddef.h>
#include <stdint.h>

typedef uint64_t __attribute__((may_alias, aligned(1))) u64_any;
typedef uint32_t __attribute__((may_alias, aligned(1))) u32_any;
typedef uint16_t __attribute__((may_alias, aligned(1))) u16_any;

static inline uint8x16_t load16(const void *p)
{
	return vld1q_u8(p);
}

static inline void store16(void *p, uint8x16_t v)
{
	vst1q_u8(p, v);
}

/*
 * Four bits for each byte of @v, which are all ones or all zeros: narrowing pairs of
 * bytes by a shift is the cheapest way from a vector to a number.
 */
static inline uint64_t mask_of(uint8x16_t v)
{
	return vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(v), 4)), 0);
}

/* The index of the first byte of a mask that is not 0. */
static inline unsigned first_of(uint64_t mask)
{
	return __builtin_ctzll(mask) >> 2;
}

#endif
