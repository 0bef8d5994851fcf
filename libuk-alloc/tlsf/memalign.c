/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Aligned blocks: take a block with room to spare, free what is in front of
 * the aligned payload and behind it.
 */
#include "block.h"

void *uk_heap_memalign(struct uk_heap *h, size_t align, size_t request)
{
	size_t size, front;
	struct uk_block *b, *aligned;
	uintptr_t p, q;

	if (align == 0 || align & (align - 1))
		return NULL;
	if (align <= 16)
		return uk_heap_alloc(h, request);
	if (!h->fixed && (request >= LARGE / 2 || align >= LARGE / 4))
		return uk_tlsf_large_alloc(h, align, request);
	if (request > MAX_PAYLOAD / 2 || align > MAX_PAYLOAD / 4)
		return NULL;
	size = payload_for(request);
	p = (uintptr_t)uk_heap_alloc(h, size + align + MIN_BLOCK);
	if (!p)
		return NULL;
	q = UK_ALIGN_UP(p, align);
	/* What is in front must make a block. */
	if (q != p && q - p < MIN_BLOCK)
		q += align;
	b = block_of((void *)p);
	front = q - p;
	h->used -= size_of(b);
	aligned = block_of((void *)q);
	if (front) {
		set_head(aligned, size_of(b) - front, 0);
		set_head(b, front - HEADER, b->head & F_ALL);
		uk_tlsf_put(h, b);
	}
	uk_tlsf_trim(h, aligned, size);
	count_used(h, size_of(aligned));
	return (void *)q;
}
