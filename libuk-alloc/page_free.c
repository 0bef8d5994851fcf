/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * uk_page_free, and what it leaves to be handed out again: free blocks below
 * the frontier are in one list per order; a block's list node lies in the
 * block itself, and a bitmap with one bit a page marks the heads. No free
 * block ends at the frontier: it is pulled back instead.
 */
#include "page_priv.h"
#include <uk/crash.h>
#include <uk/page.h>

#define STATE (&uk_pages)

/* Whether a free block of exactly @order starts at @pfn, which is below the frontier. */
static bool is_block(const struct uk_page_range *r, size_t pfn, unsigned order)
{
	return uk_page_is_head(r, pfn) && uk_page_block_at(pfn)->order == order;
}

/* Unlink the free block at @pfn; returns its pages. */
static size_t unlink_block(struct uk_page_range *r, size_t pfn)
{
	struct uk_page_block *b = uk_page_block_at(pfn);
	struct uk_list *head;

	if (uk_unlikely(b->order >= UK_PAGE_ORDERS || b->link.next->prev != &b->link ||
			b->link.prev->next != &b->link))
		uk_panic("page %p was written to after it was freed", (void *)b);
	head = &STATE->lists[b->order];
	uk_list_remove(&b->link);
	if (uk_list_empty(head))
		STATE->nonempty &= ~(UINT64_C(1) << b->order);
	uk_page_set_head(r, pfn, false);
	return (size_t)1 << b->order;
}

/* Link the block of @order at @pfn, merged with its free buddies. */
static void link_block(struct uk_page_range *r, size_t pfn, unsigned order)
{
	struct uk_page_block *b;

	for (; order < UK_PAGE_ORDERS - 1; order++) {
		size_t size = (size_t)1 << order, buddy = pfn ^ size;

		if (buddy < r->start || buddy >= r->frontier || !is_block(r, buddy, order))
			break;
		unlink_block(r, buddy);
		pfn &= ~size;
	}
	b = uk_page_block_at(pfn);
	b->order = order;
	/* Last in, first out: what was used last is in the cache. */
	uk_list_insert(STATE->lists[order].next, &b->link);
	STATE->nonempty |= UINT64_C(1) << order;
	uk_page_set_head(r, pfn, true);
}

/* The pages of the free block that ends at @pfn, or 0. A block is aligned to its size. */
static size_t block_before(const struct uk_page_range *r, size_t pfn)
{
	for (unsigned order = 0; order < UK_PAGE_ORDERS; order++) {
		size_t size = (size_t)1 << order;

		if (pfn & (size - 1) || size > pfn - r->start)
			break;
		if (is_block(r, pfn - size, order))
			return size;
	}
	return 0;
}

/* Pull the frontier back over the free blocks that end at it. */
static void retract(struct uk_page_range *r)
{
	size_t size;

	while ((size = block_before(r, r->frontier)) != 0) {
		unlink_block(r, r->frontier - size);
		r->frontier -= size;
	}
}

/* Put pages [@from, @to) into the lists as the largest aligned blocks. */
void uk_page_put(struct uk_page_range *r, size_t from, size_t to)
{
	if (to == r->frontier) {
		r->frontier = from;
		retract(r);
		return;
	}
	while (from < to) {
		unsigned order = __builtin_ctzl(from);

		order = UK_MIN(order, uk_page_log2(to - from));
		order = UK_MIN(order, UK_PAGE_ORDERS - 1u);
		link_block(r, from, order);
		from += (size_t)1 << order;
	}
}

static struct uk_page_range *range_of(size_t pfn)
{
	for (unsigned i = 0; i < STATE->nranges; i++) {
		struct uk_page_range *r = &STATE->ranges[i];

		if (pfn >= r->start && pfn < r->end)
			return r;
	}
	return NULL;
}

/* Take @n pages from the block at @pfn, whose order is known to be enough. */
static void *take_block(struct uk_page_range *r, size_t pfn, size_t n)
{
	size_t size = unlink_block(r, pfn);

	uk_page_put(r, pfn + n, pfn + size);
	return uk_page_block_at(pfn);
}

/* @n pages from the smallest free block that has @span pages for sure, or NULL. */
void *uk_page_take_fit(size_t n, size_t span)
{
	unsigned order = span == 1 ? 0 : uk_page_log2(span - 1) + 1;
	uint64_t fit = STATE->nonempty >> order << order;
	size_t pfn;

	if (!fit)
		return NULL;
	pfn = (uintptr_t)STATE->lists[__builtin_ctzll(fit)].next >> UK_PAGE_SHIFT;
	return take_block(range_of(pfn), pfn, n);
}

/* Take @n pages from the run of free blocks around the one at @pfn, if it is long enough. */
static void *take_run(struct uk_page_range *r, size_t pfn, size_t n, size_t align)
{
	size_t from = pfn, to = pfn, at, size;

	while ((size = block_before(r, from)) != 0)
		from -= size;
	while (to < r->frontier && uk_page_is_head(r, to))
		to += (size_t)1 << uk_page_block_at(to)->order;
	at = UK_ALIGN_UP(from, align);
	if (at < from || at > to || n > to - at)
		return NULL;
	for (pfn = from; pfn < to; pfn += size)
		size = unlink_block(r, pfn);
	uk_page_put(r, from, at);
	uk_page_put(r, at + n, to);
	return uk_page_block_at(at);
}

/*
 * When memory is nearly out: pages that are free side by side, though no buddies. A run of
 * n has a block of n / 4 at least, so few blocks have to be looked at.
 */
void *uk_page_take_run(size_t n, size_t align)
{
	unsigned least = UK_MAX(uk_page_log2(n), 2u) - 2;

	for (unsigned order = least; order < UK_PAGE_ORDERS; order++) {
		UK_LIST_FOREACH(b, &STATE->lists[order], struct uk_page_block, link) {
			size_t pfn = (uintptr_t)b >> UK_PAGE_SHIFT;
			void *p = take_run(range_of(pfn), pfn, n, align);

			if (p)
				return p;
		}
	}
	return NULL;
}

/* Whether @pfn is inside a free block. */
static bool is_free(const struct uk_page_range *r, size_t pfn)
{
	for (unsigned order = 0; order < UK_PAGE_ORDERS; order++) {
		size_t head = pfn >> order << order;

		if (head < r->start)
			break;
		if (uk_page_is_head(r, head))
			return uk_page_block_at(head)->order >= order;
	}
	return false;
}

void uk_page_free(void *p, size_t n)
{
	size_t pfn = (uintptr_t)p >> UK_PAGE_SHIFT;
	struct uk_page_range *r = range_of(pfn);

	if (n == 0)
		return;
	if (!r || (uintptr_t)p & (UK_PAGE_SIZE - 1) || pfn >= r->frontier ||
	    n > r->frontier - pfn || is_free(r, pfn) || is_free(r, pfn + n - 1))
		uk_panic("uk_page_free(%p, %zu): not allocated", p, n);
	STATE->free += n;
	uk_page_put(r, pfn, pfn + n);
}
