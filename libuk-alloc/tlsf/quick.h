/* SPDX-License-Identifier: BSD-3-Clause */
/* The lists of small blocks that were freed and wait for the next request of their size. */
#ifndef TLSF_QUICK_H
#define TLSF_QUICK_H

#include "block.h"
#include <uk/crash.h>

/*
 * What the second word of a waiting block's payload holds: the block and its link, disguised.
 * Whoever writes to either after the free changes it, whoever frees again meets it.
 */
static inline uintptr_t seal_of(const struct uk_block *b)
{
	return ((uintptr_t)b ^ ~uk_tls_canary) + (uintptr_t)b->next * 3;
}

static inline bool is_waiting(const struct uk_block *b)
{
	return (uintptr_t)b->prev == seal_of(b);
}

static inline struct uk_block *quick_pop(struct uk_heap *h, unsigned i)
{
	struct uk_block *b = h->quick[i];

	if (uk_unlikely(!is_valid(b)))
		uk_panic("heap: header of free block %p is overwritten", payload_of(b));
	if (uk_unlikely(!is_waiting(b)))
		uk_panic("heap: %p was written to after it was freed", payload_of(b));
	h->quick[i] = b->next;
	h->quick_len[i]--;
	h->quick_bytes -= size_of(b) + HEADER;
	b->prev = NULL;
	return b;
}

#endif
