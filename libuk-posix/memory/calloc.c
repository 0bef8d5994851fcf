/* SPDX-License-Identifier: BSD-3-Clause */
/* calloc(): ISO C 7.22.3.2. */
#include <stdlib.h>
#include <uk/heap.h>
#include "posix.h"

void *calloc(size_t n, size_t size)
{
	size_t len;
	void *p = NULL;

	if (!__builtin_mul_overflow(n, size, &len))
		p = uk_zalloc(len ? len : 1);
	if (uk_unlikely(!p))
		errno = ENOMEM;
	return p;
}
