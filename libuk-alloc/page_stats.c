/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * uk_page_stats: counters, and the largest piece that can be had.
 */
#include "page_priv.h"
#include <uk/page.h>

void uk_page_stats(struct uk_page_stats *st)
{
	const struct uk_page_state *s = &uk_pages;

	st->total = s->total;
	st->free = s->free;
	st->largest = s->nonempty ? (size_t)1 << uk_page_log2(s->nonempty) : 0;
	for (unsigned i = 0; i < s->nranges; i++) {
		const struct uk_page_range *r = &s->ranges[i];

		st->largest = UK_MAX(st->largest, r->end - r->frontier);
	}
}
