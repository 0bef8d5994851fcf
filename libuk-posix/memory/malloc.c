/* SPDX-License-Identifier: BSD-3-Clause */
/* malloc(): ISO C 7.22.3.4, over slot `heap`. */
#include <stdlib.h>
#include <uk/anchor.h>
#include <uk/heap.h>
#include "posix.h"

UK_NEED(uk_provides_heap);

void *malloc(size_t size)
{
	void *p = uk_malloc(size ? size : 1);

	if (uk_unlikely(!p))
		errno = ENOMEM;
	return p;
}
