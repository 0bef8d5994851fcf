/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The hooks of inject.h in an image: the linker gives whoever allocates these functions
 * (ld's --wrap), which refuse or pass on. What is allocated is told by the allocators'
 * own statistics: bytes of the heap, and pages that the heap does not have.
 */
#include <uk/heap.h>
#include <uk/page.h>
#include "inject.h"

static long countdown, refusals;
static bool only_one;
static int in_heap; /* pages that the heap asks for are its own affair: it may do with less */

void *__real_uk_malloc(size_t size);
void *__real_uk_zalloc(size_t size);
void *__real_uk_memalign(size_t align, size_t size);
void *__real_uk_realloc(void *p, size_t size);
void *__real_uk_page_alloc(size_t n);
void *__real_uk_page_alloc_aligned(size_t n, size_t align);
void *__wrap_uk_malloc(size_t size);
void *__wrap_uk_zalloc(size_t size);
void *__wrap_uk_memalign(size_t align, size_t size);
void *__wrap_uk_realloc(void *p, size_t size);
void *__wrap_uk_page_alloc(size_t n);
void *__wrap_uk_page_alloc_aligned(size_t n, size_t align);

static bool refuse(void)
{
	if (in_heap || countdown == 0 || --countdown > 0)
		return false;
	if (!only_one)
		countdown = 1;
	refusals++;
	return true;
}

#define FROM_HEAP(call)            \
	({                         \
		void *p_ = NULL;   \
		if (!refuse()) {   \
			in_heap++; \
			p_ = call; \
			in_heap--; \
		}                  \
		p_;                \
	})

void *__wrap_uk_malloc(size_t size)
{
	return FROM_HEAP(__real_uk_malloc(size));
}

void *__wrap_uk_zalloc(size_t size)
{
	return FROM_HEAP(__real_uk_zalloc(size));
}

void *__wrap_uk_memalign(size_t align, size_t size)
{
	return FROM_HEAP(__real_uk_memalign(align, size));
}

void *__wrap_uk_realloc(void *p, size_t size)
{
	return FROM_HEAP(__real_uk_realloc(p, size));
}

void *__wrap_uk_page_alloc(size_t n)
{
	return refuse() ? NULL : __real_uk_page_alloc(n);
}

void *__wrap_uk_page_alloc_aligned(size_t n, size_t align)
{
	return refuse() ? NULL : __real_uk_page_alloc_aligned(n, align);
}

void inject_arm(long nth, bool alone)
{
	countdown = nth;
	only_one = alone;
	refusals = 0;
}

long inject_disarm(void)
{
	countdown = 0;
	return refusals;
}

long inject_live(void)
{
	struct uk_heap_stats heap;
	struct uk_page_stats pages;

	uk_malloc_stats(&heap);
	uk_page_stats(&pages);
	return (long)heap.used + (long)(pages.total - pages.free - heap.pages) * 4096;
}
