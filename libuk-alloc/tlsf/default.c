/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Slot `heap`: the default heap is one TLSF heap over the page allocator. It
 * needs no initialiser: a zeroed struct uk_heap is empty, and grows.
 */
#include <uk/anchor.h>
#include <uk/heap.h>
#include <uk/tlsf.h>

UK_ANCHOR(alloc_tlsf);
UK_PROVIDES(heap);
UK_NEED(uk_anchor_alloc);

static struct uk_heap heap;

void *uk_malloc(size_t size)
{
	return uk_heap_alloc(&heap, size);
}

void *uk_zalloc(size_t size)
{
	void *p = uk_heap_alloc(&heap, size);

	return p ? __builtin_memset(p, 0, size) : NULL;
}

void *uk_memalign(size_t align, size_t size)
{
	return uk_heap_memalign(&heap, align, size);
}

void *uk_realloc(void *p, size_t size)
{
	return uk_heap_realloc(&heap, p, size);
}

void uk_free(void *p)
{
	uk_heap_free(&heap, p);
}

size_t uk_malloc_usable(const void *p)
{
	return uk_heap_usable(p);
}

void uk_malloc_stats(struct uk_heap_stats *s)
{
	uk_heap_stats(&heap, s);
}
