/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Region heaps: allocation moves a pointer, and everything is freed at once.
 * For work with a clear end: a request, a parse, a start-up. Chunks of pages
 * that double up to 256 KiB come from the page allocator.
 *
 *	struct uk_region r = UK_REGION_INIT;
 *	p = uk_region_alloc(&r, 100); ... uk_region_free(&r);
 *
 * Fills no slot: a region cannot free a single block, so it is no malloc.
 * One thread at a time; nothing here blocks.
 */
#ifndef UK_REGION_H
#define UK_REGION_H

#include <stddef.h>
#include <stdint.h>

struct uk_region_chunk;

struct uk_region {
	struct uk_region_chunk *chunks; /* the newest first */
	uintptr_t at, end;		/* what is left of the newest */
	size_t used, pages;		/* bytes handed out, pages held */
};

#define UK_REGION_INIT           \
	{                        \
		NULL, 0, 0, 0, 0 \
	}

/* @size bytes aligned to 16, or to @align, a power of two up to a page. NULL: out of memory. */
void *uk_region_alloc(struct uk_region *r, size_t size);
void *uk_region_memalign(struct uk_region *r, size_t align, size_t size);

/* Free all blocks of @r; it is empty then and may be used again. */
void uk_region_free(struct uk_region *r);

#endif
