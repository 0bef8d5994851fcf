/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of the page allocator share: the state of the page allocator.
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

static inline struct uk_page_block *uk_page_block_at(size_t pfn)
{
	return (struct uk_page_block *)(pfn << UK_PAGE_SHIFT);
}

static inline bool uk_page_is_head(const struct uk_page_range *r, size_t pfn)
{
	size_t i = pfn - r->start;

	return r->map[i / 8] >> (i % 8) & 1;
}

static inline void uk_page_set_head(struct uk_page_range *r, size_t pfn, bool head)
{
	size_t i = pfn - r->start;
	uint8_t bit = 1u << (i % 8);

	if (head)
		r->map[i / 8] |= bit;
	else
		r->map[i / 8] &= ~bit;
}

/* page.c: both forms of uk_page_alloc. */
void *uk_page_get(size_t n, size_t align);

/*
 * page_free.c: from the free blocks. The first takes from a block that is large enough for any
 * alignment (@span), the second from blocks side by side; NULL if there are none. The third
 * puts pages [@from, @to) into the lists as the largest aligned blocks.
 */
void *uk_page_take_fit(size_t n, size_t span);
void *uk_page_take_run(size_t n, size_t align);
void uk_page_put(struct uk_page_range *r, size_t from, size_t to);

#endif
