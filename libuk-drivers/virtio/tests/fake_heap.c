/* SPDX-License-Identifier: BSD-3-Clause */
/* The slot heap and the page allocator over the sanitizer's malloc, for native tests. */
#include <stdlib.h>
#include <uk/heap.h>
#include <uk/page.h>

void *uk_malloc(size_t size)
{
	return malloc(size);
}

void uk_free(void *p)
{
	free(p);
}

void *uk_page_alloc(size_t n)
{
	return aligned_alloc(UK_PAGE_SIZE, n * UK_PAGE_SIZE);
}

void uk_page_free(void *p, size_t n)
{
	(void)n;
	free(p);
}
