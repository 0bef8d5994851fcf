/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Region heaps: see uk/region.h. A chunk starts with its link and length.
 */
#include <uk/anchor.h>
#include <uk/page.h>
#include <uk/region.h>

UK_ANCHOR(alloc_region);
UK_NEED(uk_anchor_alloc);

#define CHUNK_MAX 64u /* pages, unless one block needs more */

struct uk_region_chunk {
	struct uk_region_chunk *next;
	size_t pages;
};

static int grow(struct uk_region *r, size_t need)
{
	size_t least =
		(need + sizeof(struct uk_region_chunk) + UK_PAGE_SIZE - 1) >> UK_PAGE_SHIFT;
	size_t n = UK_MAX(least, UK_MIN(UK_MAX(r->pages, (size_t)1), CHUNK_MAX));
	struct uk_region_chunk *c = uk_page_alloc(n);

	if (!c && n > least) {
		n = least;
		c = uk_page_alloc(n);
	}
	if (!c)
		return -1;
	c->next = r->chunks;
	c->pages = n;
	r->chunks = c;
	r->pages += n;
	r->at = (uintptr_t)(c + 1);
	r->end = (uintptr_t)c + n * UK_PAGE_SIZE;
	return 0;
}

void *uk_region_memalign(struct uk_region *r, size_t align, size_t size)
{
	uintptr_t p = UK_ALIGN_UP(r->at, align);

	if (align == 0 || align & (align - 1) || align > UK_PAGE_SIZE || size > SIZE_MAX / 2)
		return NULL;
	if (p > r->end || size > r->end - p) {
		if (grow(r, size + (align > 16 ? align : 0)) < 0)
			return NULL;
		p = UK_ALIGN_UP(r->at, align);
	}
	r->at = p + size;
	r->used += size;
	return (void *)p;
}

void *uk_region_alloc(struct uk_region *r, size_t size)
{
	return uk_region_memalign(r, 16, size);
}

void uk_region_free(struct uk_region *r)
{
	struct uk_region_chunk *next;

	for (struct uk_region_chunk *c = r->chunks; c; c = next) {
		next = c->next;
		uk_page_free(c, c->pages);
	}
	*r = (struct uk_region)UK_REGION_INIT;
}
