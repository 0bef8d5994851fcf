/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The page allocator: binary buddies below a frontier.
 *
 * Of each memory range only the pages below its frontier were ever handed out;
 * those above are untouched, so a large arena costs nothing before it is used.
 * What is free below the frontier is page_free.c's, which is linked with uk_page_free()
 * only: an image that never gives pages back is spared the search.
 */
#include "page_priv.h"
#include <uk/page.h>

struct uk_page_state uk_pages;

#define STATE (&uk_pages)
/* Smaller requests are not worth a search. */
#define RUN_MIN 8u

/* page_free.c. The last one is called for aligned pages only, and they bring it in. */
#pragma weak uk_page_take_fit
#pragma weak uk_page_take_run
#pragma weak uk_page_put

/* Move the frontier to @to; its bitmap is cleared the first time it gets there. */
static void advance(struct uk_page_range *r, size_t to)
{
	size_t bytes = (to - r->start + 7) / 8;

	if (bytes > r->clean) {
		__builtin_memset(r->map + r->clean, 0, bytes - r->clean);
		r->clean = bytes;
	}
	r->frontier = to;
}

static void *take_frontier(size_t n, size_t align)
{
	for (unsigned i = 0; i < STATE->nranges; i++) {
		struct uk_page_range *r = &STATE->ranges[i];
		size_t old = r->frontier, at = UK_ALIGN_UP(old, align);

		if (at < old || at > r->end || n > r->end - at)
			continue;
		advance(r, at + n);
		if (at != old)
			uk_page_put(r, old, at);
		return uk_page_block_at(at);
	}
	return NULL;
}

void *uk_page_get(size_t n, size_t align)
{
	size_t span = UK_MAX(n, align);
	void *p = NULL;

	if (n == 0 || align == 0 || align & (align - 1) ||
	    span > (size_t)1 << (UK_PAGE_ORDERS - 1))
		return NULL;
	if (uk_page_take_fit)
		p = uk_page_take_fit(n, span);
	if (!p)
		p = take_frontier(n, align);
	if (!p && n >= RUN_MIN && uk_page_take_run)
		p = uk_page_take_run(n, align);
	if (p)
		STATE->free -= n;
	return p;
}

void *uk_page_alloc(size_t n)
{
	return uk_page_get(n, 1);
}
