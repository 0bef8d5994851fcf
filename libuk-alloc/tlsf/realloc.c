/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Resizing: in place when the block is large enough or the one after it is
 * free, else by moving. Size 0 gives a smallest block, as malloc(0) does.
 */
#include "block.h"

static void *move(struct uk_heap *h, void *p, size_t have, size_t request)
{
	void *q = uk_heap_alloc(h, request);

	if (q) {
		__builtin_memcpy(q, p, UK_MIN(have, request));
		uk_heap_free(h, p);
	}
	return q;
}

/* Take in the free block after @b if the two have @size bytes; whether they had. */
static bool absorb(struct uk_heap *h, struct uk_block *b, size_t size)
{
	struct uk_block *next = next_of(b);
	size_t both = size_of(b) + HEADER + size_of(next);

	if (!(next->head & F_FREE) || both < size)
		return false;
	uk_tlsf_unlink(h, next);
	next->head = GONE;
	set_head(b, both, b->head & F_ALL);
	next_of(b)->head &= ~(uint64_t)F_PREV_FREE;
	return true;
}

void *uk_heap_realloc(struct uk_heap *h, void *p, size_t request)
{
	struct uk_block *b;
	size_t size, have;

	if (!p)
		return uk_heap_alloc(h, request);
	b = uk_tlsf_check(p, "realloc");
	have = size_of(b);
	if (b->head & F_LARGE) {
		if (request > have || request < LARGE / 2)
			return move(h, p, have, request);
		uk_tlsf_large_trim(h, b, request);
		return p;
	}
	if (request > MAX_PAYLOAD || (!h->fixed && request >= LARGE))
		return request <= have ? p : move(h, p, have, request);
	size = payload_for(request);
	if (size > have && !absorb(h, b, size))
		return move(h, p, have, request);
	uk_tlsf_trim(h, b, size);
	h->used -= have;
	count_used(h, size_of(b));
	return p;
}
