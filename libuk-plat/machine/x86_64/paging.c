/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The final page tables, built at CPL3 while the boot ones are still in
 * force: all RAM by the largest pages that fit, the image by its segments, the
 * tables themselves and the supervisor page closed to CPL3, page 0 never.
 */
#include "x86.h"
#include "stub.h"

#define GIB (UINT64_C(1) << 30)

/* microvm's virtio-mmio slots, and the IOAPICs of PCs: each inside 2 MiB from here. */
#define VIRTIO_MMIO_WINDOW 0xfea00000u
#define IOAPIC_WINDOW	   0xfec00000u

extern char uk_text_start[], uk_text_end[], uk_rodata_start[], uk_rodata_end[];
extern char uk_data_start[], uk_image_end[];

uint64_t *mach_paging_root;

/* Pages for tables: one contiguous piece, so that it is closed by one mapping. */
static uint64_t pool, pool_end;

/* The tables every machine needs are in .bss, zeroed by the loader: it costs no time here. */
enum { PML4, PDPT, PD_RAM, PD_MMIO, PT_LOW, PT_VIRTIO, PT_IOAPIC, FIXED };
static uint64_t fixed[FIXED][512] uk_aligned(4096);

static uint64_t *new_table(void)
{
	uint64_t *t = (uint64_t *)(uintptr_t)pool;

	/* The estimate in mach_paging_build is an upper bound. */
	if (pool == pool_end)
		mach_refuse("page tables: out of pages");
	pool += PAGE_4K;
	return t;
}

static uint64_t *new_leaves(uint64_t leaf)
{
	uint64_t *t = new_table();

	if (!leaf)
		return __builtin_memset(t, 0, PAGE_4K);
	for (unsigned i = 0; i < 512; i++, leaf += PAGE_4K)
		t[i] = leaf;
	return t;
}

static uint64_t *directory(uint64_t va)
{
	uint64_t *e = &fixed[PDPT][va / GIB];

	if (!*e)
		*e = (uintptr_t)new_leaves(0) | MAP_TABLE;
	return (uint64_t *)(uintptr_t)(*e & PTE_ADDR);
}

/* Map [va, end) with @flags, whatever was there. */
static void map(uint64_t va, uint64_t end, uint64_t flags)
{
	while (va < end) {
		uint64_t *pde = &directory(va)[va >> 21 & 511], leaf = *pde & ~(uint64_t)PTE_PS,
			 *pte, *stop;
		bool large = !*pde || (*pde & PTE_PS);
		uint64_t n = UK_MIN(end - va, PAGE_2M - (va & (PAGE_2M - 1)));

		if (large && n == PAGE_2M) {
			*pde = va | flags | PTE_PS;
			va += PAGE_2M;
			continue;
		}
		if (large)
			*pde = (uintptr_t)new_leaves(leaf) | MAP_TABLE;
		pte = (uint64_t *)(uintptr_t)(*pde & PTE_ADDR) + (va >> 12 & 511);
		for (stop = pte + (n >> 12), leaf = va | flags; pte < stop; leaf += PAGE_4K)
			*pte++ = leaf;
		va += n;
	}
}

static uint64_t page_of(const void *p)
{
	return (uintptr_t)p & ~(PAGE_4K - 1);
}

/* Take @n pages for tables from the lowest free range in the first GiB that has them. */
static bool take_pool(struct mach_ranges *free, uint64_t n)
{
	const struct uk_memrange *best = NULL;
	uint64_t len = n * PAGE_4K;

	for (unsigned i = 0; i < free->n; i++) {
		const struct uk_memrange *r = &free->r[i];

		if (r->len >= len && r->start + len <= GIB && (!best || r->start < best->start))
			best = r;
	}
	if (!best || !mach_boot_ptr(best->start, len))
		return false;
	pool = best->start;
	pool_end = pool + len;
	return true;
}

const char *mach_paging_build(const struct mach_ranges *ram, struct mach_ranges *free)
{
	uint64_t top = 0, first, pages;

	for (unsigned i = 0; i < ram->n; i++)
		top = UK_MAX(top, ram->r[i].start + ram->r[i].len);
	/* A PD per GiB, PTs for the ends of ranges and of segments. */
	pages = (top + GIB - 1) / GIB + 2 * ram->n + 8;
	if (!take_pool(free, pages))
		return "memory: no room for page tables";
	first = pool;

	fixed[PML4][0] = (uintptr_t)fixed[PDPT] | MAP_TABLE;
	fixed[PDPT][0] = (uintptr_t)fixed[PD_RAM] | MAP_TABLE;
	fixed[PD_RAM][0] = (uintptr_t)fixed[PT_LOW] | MAP_TABLE;
	fixed[PDPT][MACH_LAPIC / GIB] = (uintptr_t)fixed[PD_MMIO] | MAP_TABLE;
	/*
	 * Device registers are mapped when they are needed, by the stub; where those of
	 * every machine are, it finds tables, for clearing one takes an interpreted CPL0
	 * milliseconds.
	 */
	fixed[PD_MMIO][VIRTIO_MMIO_WINDOW >> 21 & 511] =
		(uintptr_t)fixed[PT_VIRTIO] | MAP_TABLE;
	fixed[PD_MMIO][IOAPIC_WINDOW >> 21 & 511] = (uintptr_t)fixed[PT_IOAPIC] | MAP_TABLE;
	mach_paging_root = fixed[PML4];
	/* Before RAM: a hypervisor may have pages in the same 2 MiB. */
	map(MACH_LAPIC, MACH_LAPIC + PAGE_2M, MAP_MMIO);
	for (unsigned i = 0; i < ram->n; i++)
		map(ram->r[i].start, ram->r[i].start + ram->r[i].len, MAP_RAM);
	map(page_of(uk_text_start), page_of(uk_text_end + 4095), MAP_TEXT);
	map(page_of(uk_rodata_start), page_of(uk_rodata_end + 4095), MAP_CONST);
	map(page_of(uk_data_start), page_of(uk_image_end + 4095), MAP_RAM);
	map((uintptr_t)mach_sup, (uintptr_t)mach_sup + PAGE_4K, MAP_SUP);
	map((uintptr_t)fixed, (uintptr_t)fixed + sizeof(fixed), MAP_SUP);
	/* Whoever follows a null pointer shall fault: not even MMIO may be mapped there. */
	fixed[PT_LOW][0] = PTE_HELD;
	/* Its last table may come from mapping the pool closed: do that until no more came. */
	do {
		pages = pool;
		map(first, pool, MAP_SUP);
	} while (pages != pool);
	mach_ranges_cut(free, first, pool);
	return NULL;
}
