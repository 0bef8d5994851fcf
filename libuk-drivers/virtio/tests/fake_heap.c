/* SPDX-License-Identifier: BSD-3-Clause */
/* The slot heap over the sanitizer's malloc, for native tests. */
#include <stdlib.h>
#include <string.h>
#include <uk/heap.h>

void *uk_malloc(size_t size)
{
	return malloc(size);
}

void *uk_zalloc(size_t size)
{
	return calloc(1, size);
}

void *uk_memalign(size_t align, size_t size)
{
	return aligned_alloc(align, (size + align - 1) & ~(align - 1));
}

void uk_free(void *p)
{
	free(p);
}
