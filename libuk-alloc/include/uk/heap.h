/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Heaps. The default heap is a slot (uk_provides_heap): the package that fills
 * it defines the uk_malloc family. Explicit heaps are objects that subsystems
 * make for themselves: uk_tlsf.h, uk_region.h.
 */
#ifndef UK_HEAP_H
#define UK_HEAP_H

#include <stddef.h>

/* Slot `heap`. As in C; alignment is at least 16 bytes; NULL when memory is out. Thread
 * context, do not block. */
void *uk_malloc(size_t size);
void *uk_zalloc(size_t size); /* zeroed */
void *uk_memalign(size_t align, size_t size);
void *uk_realloc(void *p, size_t size);
void uk_free(void *p);
size_t uk_malloc_usable(const void *p);

struct uk_heap_stats {
	size_t used, free, peak; /* bytes, headers included in used */
	size_t pages;		 /* pages held from the page allocator */
};
void uk_malloc_stats(struct uk_heap_stats *s);

#endif
