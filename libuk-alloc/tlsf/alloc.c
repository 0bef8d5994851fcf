/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Allocate and free. Small blocks that were freed wait on a list of their size for the next
 * request of that size ("quick lists": Weinstock, Wulf, "Quick Fit", SIGPLAN Notices 1988);
 * their headers still say that they are in use, so that nobody merges them. What does
 * not fit there, or is too much, is two-level segregated fit's.
 */
/* The package is compiled for size; this file is hot. */
#pragma GCC optimize("O2")

#include "block.h"
#include "quick.h"
#include <uk/anchor.h>
#include <uk/crash.h>

UK_NEED(uk_string_wide);

void *uk_heap_alloc(struct uk_heap *h, size_t request)
{
	size_t size;

	if (uk_likely(request <= QUICK_MAX)) {
		size = payload_for(request);
		if (!h->quick[size / 16])
			return uk_tlsf_take(h, size);
		count_used(h, size + HEADER);
		return payload_of(quick_pop(h, size / 16));
	}
	if (request >= LARGE && !h->fixed)
		return uk_tlsf_large_alloc(h, 16, request);
	return request > MAX_PAYLOAD ? NULL : uk_tlsf_take(h, payload_for(request));
}

/* The header of payload @p that is in use, or panic. */
struct uk_block *uk_tlsf_check(const void *p, const char *what)
{
	struct uk_block *b = block_of(p);

	if (uk_unlikely((uintptr_t)p & 15))
		uk_panic("heap: %s(%p): not a block of the heap", what, p);
	if (uk_unlikely(b->head == GONE || (b->head & F_FREE && is_valid(b))))
		uk_panic("heap: %s(%p): freed before", what, p);
	if (uk_unlikely(!is_valid(b) || is_end(b)))
		uk_panic("heap: %s(%p): not a block, or its header is overwritten", what, p);
	if (uk_unlikely(is_waiting(b)))
		uk_panic("heap: %s(%p): freed before", what, p);
	if (uk_unlikely(!(b->head & F_LARGE) && !is_valid(next_of(b))))
		uk_panic("heap: %s(%p): written to beyond its %zu bytes", what, p, size_of(b));
	return b;
}

void uk_heap_free(struct uk_heap *h, void *p)
{
	struct uk_block *b;
	size_t size;

	if (!p)
		return;
	b = uk_tlsf_check(p, "free");
	size = size_of(b);
	if (size <= QUICK_MAX && h->quick_len[size / 16] < QUICK_LEN &&
	    h->quick_bytes + size < QUICK_BYTES + h->held / QUICK_PART) {
		h->used -= size + HEADER;
		h->quick_bytes += size + HEADER;
		b->next = h->quick[size / 16];
		b->prev = (struct uk_block *)seal_of(b);
		h->quick[size / 16] = b;
		h->quick_len[size / 16]++;
		return;
	}
	if (uk_unlikely(b->head & F_LARGE)) {
		uk_tlsf_large_free(h, b);
		return;
	}
	h->used -= size + HEADER;
	b = uk_tlsf_put(h, b);
	if (uk_unlikely(h->held - h->used > LITTLE))
		uk_tlsf_shrink(h, b);
}
