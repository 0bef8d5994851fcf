/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What page.c, boot.c and page_stats.c share: the state of the page allocator.
 * A page frame number (pfn) is an address divided by the page size.
 */
#ifndef PAGE_PRIV_H
#define PAGE_PRIV_H

#include <stdbool.h>
#include <uk/list.h>
#include <uk/vm.h>

#define UK_PAGE_ORDERS 36

/* Head of a free block, in its first page. The list node comes first: see lists. */
struct uk_page_block {
	struct uk_list link;
	unsigned order; /* log2 of its pages */
};

struct uk_page_range {
	size_t start, end; /* pfns */
	size_t frontier;   /* pages from here on were never used, or are free again */
	size_t clean;	   /* bytes of map that are initialised */
	uint8_t *map;	   /* bit i: a free block starts at start + i */
};

struct uk_page_state {
	struct uk_page_range ranges[UK_BOOT_MEM_MAX];
	unsigned nranges;
	uint64_t nonempty; /* bit k: lists[k] has a block */
	size_t total, free;
	struct uk_list lists[UK_PAGE_ORDERS];
};

extern struct uk_page_state uk_pages;

static inline unsigned uk_page_log2(size_t n)
{
	return 8 * sizeof(long) - 1 - __builtin_clzl(n);
}

#endif
