/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Large blocks of a growing heap: pages of their own, which go back when the
 * block is freed. The word before the header is the first page's address.
 */
#include "block.h"
#include <uk/page.h>

/* Beyond any machine's memory, and far from overflow. */
#define TOO_MUCH ((size_t)1 << 46)

void *uk_tlsf_large_alloc(struct uk_heap *h, size_t align, size_t size)
{
	size_t offset = UK_MIN(align, UK_PAGE_SIZE), slack, n;
	uintptr_t base, payload;
	struct uk_block *b;

	if (size > TOO_MUCH || align > TOO_MUCH)
		return NULL;
	/* More alignment than a page: take more, and give back the pages in front. */
	slack = align > UK_PAGE_SIZE ? align >> UK_PAGE_SHIFT : 0;
	/* The payload is 16 k + 8 bytes here as well: see set_head below. */
	n = (offset + size + 8 + UK_PAGE_SIZE - 1) >> UK_PAGE_SHIFT;
	base = (uintptr_t)uk_page_alloc(n + slack);
	if (!base && uk_tlsf_quick_flush(h))
		base = (uintptr_t)uk_page_alloc(n + slack);
	if (!base)
		return NULL;
	payload = UK_ALIGN_UP(base + offset, align);
	if (slack) {
		size_t front = (payload - offset - base) >> UK_PAGE_SHIFT;

		uk_page_free((void *)base, front);
		base += front << UK_PAGE_SHIFT;
		uk_page_free((void *)(base + (n << UK_PAGE_SHIFT)), slack - front);
	}
	b = block_of((void *)payload);
	set_head(b, base + (n << UK_PAGE_SHIFT) - payload - 8, F_LARGE);
	*before(b) = (struct uk_block *)base;
	h->pages += n;
	h->large += n << UK_PAGE_SHIFT;
	count_used(h, 0);
	return (void *)payload;
}

/* Give back the pages of @b that lie beyond @size bytes of payload. */
void uk_tlsf_large_trim(struct uk_heap *h, struct uk_block *b, size_t size)
{
	uintptr_t end = (uintptr_t)b + HEADER + size_of(b) + 8;
	uintptr_t keep = UK_ALIGN_UP((uintptr_t)b + HEADER + size + 8, UK_PAGE_SIZE);
	size_t n;

	if (keep >= end)
		return;
	n = end - keep;
	set_head(b, size_of(b) - n, F_LARGE);
	h->pages -= n >> UK_PAGE_SHIFT;
	h->large -= n;
	uk_page_free((void *)keep, n >> UK_PAGE_SHIFT);
}

void uk_tlsf_large_free(struct uk_heap *h, struct uk_block *b)
{
	uintptr_t base = (uintptr_t)*before(b);
	size_t n = (uintptr_t)b + HEADER + size_of(b) + 8 - base;

	h->pages -= n >> UK_PAGE_SHIFT;
	h->large -= n;
	b->head = GONE;
	uk_page_free((void *)base, n >> UK_PAGE_SHIFT);
}
