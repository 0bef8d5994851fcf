/* SPDX-License-Identifier: BSD-3-Clause */
/* memcmp: 16 bytes a turn; the last ones overlap those before. */
#include <string.h>
#include "sse.h"

static inline int first_difference(const unsigned char *a, const unsigned char *b, unsigned equal)
{
	unsigned i = __builtin_ctz(~equal);

	return a[i] - b[i];
}

int memcmp(const void *x, const void *y, size_t n)
{
	const unsigned char *a = x, *b = y;
	unsigned equal;
	size_t i;

	if (n < 16) {
		for (i = 0; i < n; i++)
			if (a[i] != b[i])
				return a[i] - b[i];
		return 0;
	}
	for (i = 0; i < n - 16; i += 16) {
		equal = equal_mask(load16(a + i), load16(b + i));
		if (equal != 0xffff)
			return first_difference(a + i, b + i, equal);
	}
	a += n - 16;
	b += n - 16;
	equal = equal_mask(load16(a), load16(b));
	return equal == 0xffff ? 0 : first_difference(a, b, equal);
}
