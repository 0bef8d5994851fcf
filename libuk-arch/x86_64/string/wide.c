/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The loops of memmove with vectors of 32 bytes, 128 bytes a turn, for pieces too short for
 * `rep movsb`: pages of a database, packets. Only in images that have a heap (string_wide.h
 * says how), and only run where detect.c has found AVX.
 */
#include "detect.h"
#include "wide.h"
#include <uk/cpu.h>
#include <uk/string_wide.h>
#include "sse.h"
#include <immintrin.h>

/* cpuid's leaf 1, ecx */
#define OSXSAVE	  (1u << 27) /* xgetbv may be used */
#define AVX_THERE (1u << 28)
#define XCR0_AVX  6 /* the registers' lower and upper halves are kept */

#define AVX __attribute__((target("avx")))

const char uk_string_wide[1] = { 0 };
static bool off;

void uk_string_wide_off(void)
{
	off = true;
	uk_string_cpu &= (unsigned char)~STRING_AVX;
}

bool uk_string_has_avx(void)
{
	uint32_t ecx = uk_cpuid(1, 0).ecx, lo, hi;

	if (off || (ecx & (OSXSAVE | AVX_THERE)) != (OSXSAVE | AVX_THERE))
		return false;
	__asm__ volatile("xgetbv" : "=a"(lo), "=d"(hi) : "c"(0));
	return (lo & XCR0_AVX) == XCR0_AVX;
}

static inline AVX __m256i load32(const void *p)
{
	return _mm256_loadu_si256((const __m256i *)p);
}

static inline AVX void store32(void *p, __m256i v)
{
	_mm256_storeu_si256((__m256i *)p, v);
}

AVX void uk_memmove_forward32(char *d, const char *s, size_t n)
{
	/* The ends first, into registers: the loop may overwrite their source. */
	__m256i head = load32(s), t0 = load32(s + n - 128), t1 = load32(s + n - 96),
		t2 = load32(s + n - 64), t3 = load32(s + n - 32);
	char *first = d, *end = d + n;
	size_t skip = 32 - ((uintptr_t)d & 31);

	for (d += skip, s += skip; d < end - 128; d += 128, s += 128) {
		__m256i a = load32(s), b = load32(s + 32), c = load32(s + 64),
			e = load32(s + 96);

		_mm256_store_si256((__m256i *)d, a);
		_mm256_store_si256((__m256i *)(d + 32), b);
		_mm256_store_si256((__m256i *)(d + 64), c);
		_mm256_store_si256((__m256i *)(d + 96), e);
	}
	store32(end - 128, t0);
	store32(end - 96, t1);
	store32(end - 64, t2);
	store32(end - 32, t3);
	store32(first, head);
}

AVX void uk_memmove_backward32(char *d, const char *s, size_t n)
{
	__m256i tail = load32(s + n - 32), h0 = load32(s), h1 = load32(s + 32),
		h2 = load32(s + 64), h3 = load32(s + 96);
	char *end = d + n, *p = end - ((uintptr_t)end & 31);
	const char *q = s + (p - d);

	for (; p > d + 128; p -= 128, q -= 128) {
		__m256i a = load32(q - 32), b = load32(q - 64), c = load32(q - 96),
			e = load32(q - 128);

		_mm256_store_si256((__m256i *)(p - 32), a);
		_mm256_store_si256((__m256i *)(p - 64), b);
		_mm256_store_si256((__m256i *)(p - 96), c);
		_mm256_store_si256((__m256i *)(p - 128), e);
	}
	store32(d, h0);
	store32(d + 32, h1);
	store32(d + 64, h2);
	store32(d + 96, h3);
	store32(end - 32, tail);
}
