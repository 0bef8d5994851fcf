/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * memmove, and memcpy as the same function: up to 128 bytes everything is loaded
 * before anything is stored, in two overlapping halves, so no size needs a loop
 * or a byte-wise tail; longer copies run 64 bytes a turn in the safe direction (wide.c: 128),
 * and long ones that do not overlap are left to the processor's string instruction.
 */
#include <stdbool.h>
#include <string.h>
#include "detect.h"
#include "sse.h"
#include "wide.h"

static inline void *move_small(char *d, const char *s, size_t n)
{
	if (n >= 8) {
		uint64_t a = *(const u64_any *)s, b = *(const u64_any *)(s + n - 8);

		*(u64_any *)d = a;
		*(u64_any *)(d + n - 8) = b;
	} else if (n >= 4) {
		uint32_t a = *(const u32_any *)s, b = *(const u32_any *)(s + n - 4);

		*(u32_any *)d = a;
		*(u32_any *)(d + n - 4) = b;
	} else if (n >= 2) {
		uint16_t a = *(const u16_any *)s, b = *(const u16_any *)(s + n - 2);

		*(u16_any *)d = a;
		*(u16_any *)(d + n - 2) = b;
	} else if (n) {
		*d = *s;
	}
	return d;
}

static void forward(char *d, const char *s, size_t n)
{
	/* The ends first, into registers: the loop may overwrite their source. */
	__m128i head = load16(s), t0 = load16(s + n - 64), t1 = load16(s + n - 48),
		t2 = load16(s + n - 32), t3 = load16(s + n - 16);
	char *first = d, *end = d + n;
	size_t skip = 16 - ((uintptr_t)d & 15);

	for (d += skip, s += skip; d < end - 64; d += 64, s += 64) {
		__m128i a = load16(s), b = load16(s + 16), c = load16(s + 32),
			e = load16(s + 48);

		_mm_store_si128((__m128i *)d, a);
		_mm_store_si128((__m128i *)(d + 16), b);
		_mm_store_si128((__m128i *)(d + 32), c);
		_mm_store_si128((__m128i *)(d + 48), e);
	}
	store16(end - 64, t0);
	store16(end - 48, t1);
	store16(end - 32, t2);
	store16(end - 16, t3);
	store16(first, head);
}

static void backward(char *d, const char *s, size_t n)
{
	__m128i tail = load16(s + n - 16), h0 = load16(s), h1 = load16(s + 16),
		h2 = load16(s + 32), h3 = load16(s + 48);
	char *end = d + n, *p = end - ((uintptr_t)end & 15);
	const char *q = s + (p - d);

	for (; p > d + 64; p -= 64, q -= 64) {
		__m128i a = load16(q - 16), b = load16(q - 32), c = load16(q - 48),
			e = load16(q - 64);

		_mm_store_si128((__m128i *)(p - 16), a);
		_mm_store_si128((__m128i *)(p - 32), b);
		_mm_store_si128((__m128i *)(p - 48), c);
		_mm_store_si128((__m128i *)(p - 64), e);
	}
	store16(d, h0);
	store16(d + 16, h1);
	store16(d + 32, h2);
	store16(d + 48, h3);
	store16(end - 16, tail);
}

static void move_long(char *d, const char *s, size_t n)
{
	unsigned cpu = n >= WIDE_MIN ? string_cpu() : 0;
	bool up = (uintptr_t)d - (uintptr_t)s >= n; /* forward does no harm */

	if (n >= REP_MIN && cpu & STRING_REP && up && (uintptr_t)s - (uintptr_t)d >= n)
		__asm__ volatile("rep movsb" : "+D"(d), "+S"(s), "+c"(n)::"memory");
	else if (cpu & STRING_AVX)
		(up ? uk_memmove_forward32 : uk_memmove_backward32)(d, s, n);
	else
		(up ? forward : backward)(d, s, n);
}

void *memmove(void *dst, const void *src, size_t n)
{
	const char *s = src;
	char *d = dst;

	if (n <= 16)
		return move_small(d, s, n);
	if (n <= 32) {
		__m128i a = load16(s), b = load16(s + n - 16);

		store16(d, a);
		store16(d + n - 16, b);
		return d;
	}
	if (n <= 128) {
		__m128i a = load16(s), b = load16(s + 16), y = load16(s + n - 32),
			z = load16(s + n - 16);

		if (n > 64) {
			__m128i c = load16(s + 32), e = load16(s + 48), w = load16(s + n - 64),
				x = load16(s + n - 48);

			store16(d + 32, c);
			store16(d + 48, e);
			store16(d + n - 64, w);
			store16(d + n - 48, x);
		}
		store16(d, a);
		store16(d + 16, b);
		store16(d + n - 32, y);
		store16(d + n - 16, z);
		return d;
	}
	move_long(d, s, n);
	return d;
}

/* Two steps, so that a test may give memmove another name. */
#define NAME2(x) #x
#define NAME(x)	 NAME2(x)
void *memcpy(void *dst, const void *src, size_t n) __attribute__((alias(NAME(memmove))));
