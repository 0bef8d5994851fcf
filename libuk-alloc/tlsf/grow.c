/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory into and out of a TLSF heap: regions that are given, chunks of pages
 * that it takes as it grows (a quarter of what it has, 16 to 256 KiB), and
 * whole pages inside large free blocks, which go back.
 */
#include "block.h"
#include "quick.h"
#include <errno.h>
#include <uk/page.h>

#define CHUNK_MIN  4u /* pages */
#define CHUNK_MAX  64u
#define REGION_MAX ((size_t)1 << 31)

void uk_heap_init(struct uk_heap *h, bool grows)
{
	__builtin_memset(h, 0, sizeof(*h));
	h->fixed = !grows;
}

/* Add [start, end), 16-byte aligned, and return the free block it became (part of). */
static struct uk_block *add(struct uk_heap *h, uintptr_t start, uintptr_t end)
{
	struct uk_block *b, *stop = (struct uk_block *)(end - HEADER);
	unsigned flags = F_FIRST;

	b = (struct uk_block *)(start + 8);
	if (start == h->top) {
		/* Goes on where the last one ends: its end becomes the block's header. */
		b = (struct uk_block *)(start - HEADER);
		flags = b->head & F_PREV_FREE;
	}
	set_head(stop, 0, 0);
	set_head(b, (uintptr_t)stop - (uintptr_t)b - HEADER, flags);
	h->top = end;
	h->held += end - start;
	return uk_tlsf_put(h, b);
}

int uk_heap_add(struct uk_heap *h, void *mem, size_t len)
{
	uintptr_t start = UK_ALIGN_UP((uintptr_t)mem, 16);
	uintptr_t end = UK_ALIGN_DOWN((uintptr_t)mem + len, 16);

	if (!h->fixed || end <= start || end < (uintptr_t)mem ||
	    end - start < REGION_LOSS + MIN_PAYLOAD)
		return -EINVAL;
	/* Blocks must not become larger than the last class holds. */
	for (; end - start > MAX_PAYLOAD; start += REGION_MAX, h->top = 0)
		add(h, start, start + REGION_MAX);
	if (end - start >= REGION_LOSS + MIN_PAYLOAD)
		add(h, start, end);
	return 0;
}

struct uk_block *uk_tlsf_grow(struct uk_heap *h, size_t size)
{
	size_t need = (size + REGION_LOSS + UK_PAGE_SIZE - 1) >> UK_PAGE_SHIFT;
	size_t n = UK_MIN(UK_MAX(h->held / 4 >> UK_PAGE_SHIFT, CHUNK_MIN), CHUNK_MAX);
	char *p = NULL;

	if (h->fixed)
		return NULL;
	if (!h->reserve) {
		struct uk_page_stats mem;

		uk_page_stats(&mem);
		h->reserve = UK_MIN(mem.total * (UK_PAGE_SIZE / RESERVE_MEM), RESERVE_MAX);
	}
	for (n = UK_MAX(n, need);; n = UK_MAX(n / 2, need)) {
		p = uk_page_alloc(n);
		if (p || n == need)
			break;
	}
	if (!p)
		return NULL;
	h->pages += n;
	if (h->held >= REGION_MAX)
		h->top = 0;
	return add(h, (uintptr_t)p, (uintptr_t)p + n * UK_PAGE_SIZE);
}

/* The first block of the highest class that has any. */
static struct uk_block *largest(const struct uk_heap *h)
{
	unsigned fl = 31 - __builtin_clz(h->fl);

	return h->classes[fl][31 - __builtin_clz(h->sl[fl])];
}

/*
 * Give back the whole pages inside free block @b; whether there were any. What is left of it
 * before them ends in a new end header, what is left after them starts a region.
 */
static bool release(struct uk_heap *h, struct uk_block *b)
{
	struct uk_block *next = next_of(b);
	uintptr_t from = UK_ALIGN_UP((uintptr_t)b + HEADER, UK_PAGE_SIZE);
	uintptr_t to = UK_ALIGN_DOWN((uintptr_t)next, UK_PAGE_SIZE);
	unsigned first = b->head & F_FIRST;
	bool whole_front, whole_back;

	/* A region's first block goes with the pad before it; one that ends it with the end. */
	whole_front = first && (((uintptr_t)b - 8) & (UK_PAGE_SIZE - 1)) == 0;
	if (whole_front)
		from = (uintptr_t)b - 8;
	else if (from - HEADER != (uintptr_t)b && from - HEADER - (uintptr_t)b < MIN_BLOCK)
		from += UK_PAGE_SIZE;
	whole_back = is_end(next) && (((uintptr_t)next + HEADER) & (UK_PAGE_SIZE - 1)) == 0;
	if (whole_back)
		to = (uintptr_t)next + HEADER;
	else if ((uintptr_t)next - to < 8 + MIN_BLOCK)
		to -= UK_PAGE_SIZE;
	/* A cut in the middle makes one region more; at an end, any page is welcome. */
	if (to < from + (whole_front || whole_back ? 1 : SHRINK_PAGES) * UK_PAGE_SIZE)
		return false;

	uk_tlsf_unlink(h, b);
	if (h->top == to)
		h->top = whole_front ? 0 : from;
	if (!whole_back) {
		struct uk_block *rest = (struct uk_block *)(to + 8);

		set_head(rest, (uintptr_t)next - (uintptr_t)rest - HEADER, F_FIRST | F_FREE);
		*before(next) = rest;
		uk_tlsf_link(h, rest);
	}
	if (!whole_front) {
		struct uk_block *end = (struct uk_block *)(from - HEADER);

		if (end == b) {
			set_head(b, 0, first);
		} else {
			set_head(b, (uintptr_t)end - (uintptr_t)b - HEADER, first | F_FREE);
			set_head(end, 0, F_PREV_FREE);
			*before(end) = b;
			uk_tlsf_link(h, b);
		}
	}
	h->pages -= (to - from) >> UK_PAGE_SHIFT;
	h->held -= to - from;
	uk_page_free((void *)from, (to - from) >> UK_PAGE_SHIFT);
	return true;
}

/*
 * @b just became free, and the heap may have more free than it needs. A small region that
 * is free as a whole goes in any case: many of them would split the page allocator's memory.
 */
void uk_tlsf_shrink(struct uk_heap *h, struct uk_block *b)
{
	if (h->fixed)
		return;
	if (b->head & F_FIRST && is_end(next_of(b)) &&
	    size_of(b) < CHUNK_MAX / 2 * UK_PAGE_SIZE)
		release(h, b);
	for (int i = 0; i < SHRINK_MAX && h->fl; i++)
		if (h->held - h->used <= h->used / RESERVE_USED + h->reserve ||
		    !release(h, largest(h)))
			break;
}

/* Free what waits, so that it merges; whether there was anything. */
bool uk_tlsf_quick_flush(struct uk_heap *h)
{
	bool any = h->quick_bytes;

	for (unsigned i = 0; i < UK_TLSF_QUICK && h->quick_bytes; i++)
		while (h->quick[i])
			uk_tlsf_shrink(h, uk_tlsf_put(h, quick_pop(h, i)));
	return any;
}
