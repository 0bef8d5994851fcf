/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * strlen: aligned loads never cross into a page that the string does not
 * reach; bytes before its start are shifted out. 16 bytes a step up to a
 * multiple of 64, then 64.
 */
#include <string.h>
#include "neon.h"

static inline uint64_t zeros(const char *p)
{
	return mask_of(vceqzq_u8(load16(p)));
}

size_t strlen(const char *s)
{
	const char *p = (const char *)((uintptr_t)s & ~(uintptr_t)15);
	uint64_t mask = zeros(p) >> 4 * (s - p);

	if (mask)
		return first_of(mask);
	for (p += 16; (uintptr_t)p & 63; p += 16) {
		mask = zeros(p);
		if (mask)
			return p + first_of(mask) - s;
	}
	for (;; p += 64) {
		uint8x16_t a = vminq_u8(load16(p), load16(p + 16)),
			   b = vminq_u8(load16(p + 32), load16(p + 48));

		if (mask_of(vceqzq_u8(vminq_u8(a, b))))
			break;
	}
	while (!(mask = zeros(p)))
		p += 16;
	return p + first_of(mask) - s;
}
