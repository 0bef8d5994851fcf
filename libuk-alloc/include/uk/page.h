/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The page allocator: buddies over the boot memory map. All sizes in pages of
 * 4 KiB; a request is rounded up to a power of two for placement, the tail is
 * given back. Thread context; O(log n).
 */
#ifndef UK_PAGE_H
#define UK_PAGE_H

#include <stddef.h>
#include <uk/vm.h>

/*
 * @n contiguous pages, aligned to a page (to a multiple of @align pages in the second form, a
 * power of two). Contents undefined. NULL if there are none. The caller owns them.
 */
void *uk_page_alloc(size_t n);
void *uk_page_alloc_aligned(size_t n, size_t align);

/* Give back pages [p, p + n), any part of what was allocated. */
void uk_page_free(void *p, size_t n);

struct uk_page_stats {
	size_t total, free; /* pages */
	size_t largest;	    /* largest free run that can be had in one piece */
};
void uk_page_stats(struct uk_page_stats *s);

#endif
