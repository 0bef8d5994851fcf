/* SPDX-License-Identifier: BSD-3-Clause */
/* The slot heap over the sanitizer's malloc, for native tests. */
#include <stdlib.h>
#include <uk/heap.h>

void *uk_malloc(size_t size)
{
	return malloc(size);
}

void *uk_zalloc(size_t size)
{
	return calloc(1, size);
}

void uk_free(void *p)
{
	free(p);
}
