/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The final page tables, built while the boot ones are still in force: all RAM by the
 * largest pages that fit, the image by its segments, the tables themselves, the supervisor
 * pages and the interrupt controller closed to EL0, page 0 never.
 */
#include "arm.h"
#include "stub.h"

#define GIB (UINT64_C(1) << 30)
#define TOP (UINT64_C(1) << 39)

extern char uk_text_start[], uk_text_end[], uk_rodata_start[], uk_rodata_end[];
extern char uk_data_start[], uk_image_end[];

uint64_t *mach_paging_root;

/* Pages for tables: one contiguous piece, so that it is closed by one mapping. */
static uint64_t pool, pool_end;
static uint64_t *pud; /* of the first 512 GiB, where all is that is mapped in here */

static uint64_t *new_table(uint64_t leaf)
{
	uint64_t *t = (uint64_t *)(uintptr_t)pool;

	/* The estimate in mach_paging_build is an upper bound. */
	if (pool == pool_end)
		mach_refuse("page tables: out of pages");
	pool += PAGE_4K;
	if (!leaf)
		return __builtin_memset(t, 0, PAGE_4K);
	for (unsigned i = 0; i < 512; i++, leaf += PAGE_4K)
		t[i] = leaf;
	return t;
}

static uint64_t *directory(uint64_t va)
{
	uint64_t *e = &pud[va / GIB];

	if (!*e)
		*e = (uintptr_t)new_table(0) | MAP_TABLE;
	return (uint64_t *)(uintptr_t)(*e & PTE_ADDR);
}

/* Map [va, end) with @flags, whatever was there. */
static void map(uint64_t va, uint64_t end, uint64_t flags)
{
	while (va < end) {
		uint64_t *pde = &directory(va)[va >> 21 & 511], *pte, *stop, leaf;
		bool block = (*pde & MAP_TABLE) != MAP_TABLE;
		uint64_t n = UK_MIN(end - va, PAGE_2M - (va & (PAGE_2M - 1)));

		if (block && n == PAGE_2M) {
			*pde = va | flags;
			va += PAGE_2M;
			continue;
		}
		if (block)
			*pde = (uintptr_t)new_table(*pde ? *pde | PTE_PAGE : 0) | MAP_TABLE;
		pte = (uint64_t *)(uintptr_t)(*pde & PTE_ADDR) + (va >> 12 & 511);
		leaf = va | flags;
		if (flags != PTE_HELD)
			leaf |= PTE_PAGE;
		for (stop = pte + (n >> 12); pte < stop; leaf += PAGE_4K)
			*pte++ = leaf;
		va += n;
	}
}

static uint64_t page_of(const void *p)
{
	return (uintptr_t)p & ~(PAGE_4K - 1);
}

/* Take @n pages for tables from the lowest free range that has them. */
static bool take_pool(struct mach_ranges *free, uint64_t n)
{
	const struct uk_memrange *best = NULL;
	uint64_t len = n * PAGE_4K;

	for (unsigned i = 0; i < free->n; i++) {
		const struct uk_memrange *r = &free->r[i];

		if (r->len >= len && (!best || r->start < best->start))
			best = r;
	}
	if (!best || !mach_boot_ptr(best->start, len))
		return false;
	pool = best->start;
	pool_end = pool + len;
	return true;
}

/* Registers at @pa that EL0 may or may not have; false: where there is RAM, or nowhere. */
static bool device(const struct mach_ranges *ram, uint64_t pa, uint64_t len, uint64_t flags)
{
	uint64_t end = (pa + len + PAGE_4K - 1) & ~(PAGE_4K - 1);

	pa &= ~(PAGE_4K - 1);
	if (!pa || end > TOP || end <= pa)
		return false;
	for (unsigned i = 0; i < ram->n; i++)
		if (pa < ram->r[i].start + ram->r[i].len && end > ram->r[i].start)
			return false;
	map(pa, end, flags);
	return true;
}

const char *mach_paging_build(const struct mach_ranges *ram, struct mach_ranges *free)
{
	const struct mach_tree *t = &mach_tree;
	uint64_t top = 0, first, pages;

	/* The device tree stays readable where it is. */
	mach_ranges_cut(free, (uintptr_t)t->fdt, (uintptr_t)t->fdt + t->fdt_len);
	for (unsigned i = 0; i < ram->n; i++)
		top = UK_MAX(top, ram->r[i].start + ram->r[i].len);
	/* A table per GiB of RAM, two for the ends of each range; the rest is for the root, the
	 * segments, and three devices. */
	pages = (top + GIB - 1) / GIB + 2 * ram->n + 28;
	for (unsigned i = 0; i < 2; i++)
		pages += t->gic_len[i] / GIB;
	if (!take_pool(free, pages))
		return "memory: no room for page tables";
	first = pool;

	mach_paging_root = new_table(0);
	pud = new_table(0);
	mach_paging_root[0] = (uintptr_t)pud | MAP_TABLE;
	for (unsigned i = 0; i < ram->n; i++)
		map(ram->r[i].start, ram->r[i].start + ram->r[i].len, MAP_RAM);
	map(page_of(uk_text_start), page_of(uk_text_end + 4095), MAP_TEXT);
	map(page_of(uk_rodata_start), page_of(uk_rodata_end + 4095), MAP_CONST);
	map(page_of(uk_data_start), page_of(uk_image_end + 4095), MAP_RAM);
	map((uintptr_t)mach_sup, (uintptr_t)mach_sup + SUP_SIZE, MAP_SUP);
	for (unsigned i = 0; i < 2; i++)
		if (!device(ram, t->gic[i], t->gic_len[i], MAP_GIC))
			return "interrupt controller: not where one can be";
	/* The console serves crash reports, which cannot ask for a table. */
	if (t->uart && !device(ram, t->uart, PAGE_4K, MAP_MMIO))
		return "console: not where one can be";
	/* Whoever follows a null pointer shall fault: not even MMIO may be mapped there. */
	map(0, PAGE_4K, PTE_HELD);
	/* Its last table may come from mapping the pool closed: do that until no more came. */
	do {
		pages = pool;
		map(first, pool, MAP_SUP);
	} while (pages != pool);
	mach_ranges_cut(free, first, pool);
	return NULL;
}
