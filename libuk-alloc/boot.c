/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * uk_alloc_boot: take the boot memory map. The only loss is the bitmap of
 * page.c, one bit a page for all ranges together, cut from the largest range.
 */
#include "page_priv.h"
#include <errno.h>
#include <uk/anchor.h>
#include <uk/page.h>

UK_ANCHOR(alloc);

static void *table_page(void)
{
	void *p = uk_page_alloc(1);

	if (p)
		__builtin_memset(p, 0, UK_PAGE_SIZE);
	return p;
}

/* Note the usable ranges; returns the largest. */
static struct uk_page_range *take_ranges(const struct uk_boot *boot, size_t *map_bytes)
{
	struct uk_page_state *s = &uk_pages;
	struct uk_page_range *largest = NULL;

	*map_bytes = 0;
	for (unsigned i = 0; i < boot->nmem && i < UK_BOOT_MEM_MAX; i++) {
		const struct uk_memrange *m = &boot->mem[i];
		struct uk_page_range *r = &s->ranges[s->nranges];

		if (m->len > UINTPTR_MAX - m->start)
			continue;
		r->start = (m->start + UK_PAGE_SIZE - 1) >> UK_PAGE_SHIFT;
		r->end = (m->start + m->len) >> UK_PAGE_SHIFT;
		/* Address 0 is NULL to everybody. */
		r->start = UK_MAX(r->start, (size_t)1);
		if (r->start >= r->end)
			continue;
		s->nranges++;
		*map_bytes += (r->end - r->start + 7) / 8;
		if (!largest || r->end - r->start > largest->end - largest->start)
			largest = r;
	}
	return largest;
}

int uk_alloc_boot(void)
{
	struct uk_page_state *s = &uk_pages;
	size_t map_bytes, map_pages;
	struct uk_page_range *host;
	uint8_t *map;

	*s = (struct uk_page_state){ 0 };
	for (unsigned i = 0; i < UK_PAGE_ORDERS; i++)
		uk_list_init(&s->lists[i]);
	host = take_ranges(uk_boot_info, &map_bytes);
	map_pages = (map_bytes + UK_PAGE_SIZE - 1) >> UK_PAGE_SHIFT;
	if (!host || host->end - host->start <= map_pages)
		return -ENOMEM;
	map = (uint8_t *)(host->start << UK_PAGE_SHIFT);
	host->start += map_pages;
	for (unsigned i = 0; i < s->nranges; i++) {
		struct uk_page_range *r = &s->ranges[i];

		r->map = map;
		r->frontier = r->start;
		map += (r->end - r->start + 7) / 8;
		s->total += r->end - r->start;
	}
	s->free = s->total;
	uk_vm_table_page = table_page;
	return 0;
}
