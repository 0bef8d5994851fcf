/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a heap holds, and what a block holds.
 */
#include "block.h"

void uk_heap_stats(const struct uk_heap *h, struct uk_heap_stats *s)
{
	s->used = h->used + h->large;
	s->free = h->held - h->used;
	s->peak = h->peak;
	s->pages = h->pages;
}

size_t uk_heap_usable(const void *p)
{
	return p ? size_of(uk_tlsf_check(p, "usable")) : 0;
}
