/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page tables of a PV domain (public/xen.h, mmu_update and update_va_mapping). They are our own
 * pages, but mapped read-only, and written by the hypervisor, which checks what is asked for: a
 * page becomes a table when nothing maps it writable and an entry points to it, with all that
 * it says then. The mapping is the identity to pseudo-physical memory, as on a bare machine.
 */
#include <uk/vm.h>
#include "stub.h"
#include "xen_x86.h"

#define QUEUE 64

extern char uk_text_start[], uk_text_end[], uk_rodata_start[], uk_rodata_end[];

static struct mmu_update queue[QUEUE];
static unsigned queued;
static bool refused;

static void flush(void)
{
	if (queued &&
	    xen_pv_hypercall(XEN_mmu_update, (uintptr_t)queue, queued, 0, DOMID_SELF) != 0)
		refused = true;
	queued = 0;
}

static void update(const uint64_t *entry, uint64_t value)
{
	uintptr_t a = (uintptr_t)entry;

	queue[queued].ptr = xen_pv_machine(a) + a % PAGE_4K;
	queue[queued].val = value;
	if (++queued == QUEUE)
		flush();
}

static bool within(uint64_t va, const void *start, uint64_t len)
{
	return va - ((uintptr_t)start & ~(PAGE_4K - 1)) <
	       UK_ALIGN_UP(((uintptr_t)start & (PAGE_4K - 1)) + len, PAGE_4K);
}

/* What a page that the builder mapped is to be. */
static uint64_t rights(const struct xen_start_info *si, uint64_t va)
{
	if (within(va, uk_text_start, uk_text_end - uk_text_start))
		return MAP_TEXT;
	if (within(va, uk_rodata_start, uk_rodata_end - uk_rodata_start) ||
	    within(va, xen_pv.root, si->nr_pt_frames * PAGE_4K) ||
	    within(va, xen_pv.p2m, xen_pv.pages * sizeof(*xen_pv.p2m)) ||
	    within(va, &xen_pv, sizeof(xen_pv)))
		return MAP_CONST;
	return MAP_RAM;
}

/* Over what the builder mapped, up to where that ends. */
static uint64_t restrict_mapped(const struct xen_start_info *si)
{
	uint64_t va, *e;

	for (va = 0; (e = xen_pv_pte(va, 1)) != NULL && (*e & PTE_P); va += PAGE_4K) {
		if (!va)
			update(e, 0); /* whoever follows a null pointer shall fault */
		else if ((*e & PTE_ADDR) == xen_pv_machine(va)) /* else it is shared, not RAM */
			update(e, xen_pv_machine(va) | rights(si, va));
	}
	flush();
	return va;
}

/* Link the page at @table, which is filled, as a table of @level for @va. */
static void link(uint64_t table, uint64_t va, unsigned level)
{
	uint64_t *own;

	own = xen_pv_pte(table, 1);
	if (!own || !(*own & PTE_P)) {
		flush(); /* it is itself mapped by a table that was just made */
		own = xen_pv_pte(table, 1);
	}
	if (!own) {
		refused = true;
		return;
	}
	update(own, xen_pv_machine(table) | MAP_CONST);
	update(xen_pv_pte(va, level + 1), xen_pv_machine(table) | MAP_TABLE);
}

/* Map [va, end), 2 MiB and more with each table. */
static uint64_t map_rest(uint64_t va, uint64_t end, uint64_t free)
{
	while (va < end && !refused) {
		uint64_t *e = xen_pv_pte(va, 2), *t = (uint64_t *)free;

		if (e && (*e & PTE_P)) {
			update(xen_pv_pte(va, 1), xen_pv_machine(va) | MAP_RAM);
			va += PAGE_4K;
			continue;
		}
		/* Tables grow 512 times more slowly than what they map. */
		if (free + PAGE_4K > va)
			return 0;
		free += PAGE_4K;
		if (!e) {
			__builtin_memset(t, 0, PAGE_4K);
			link((uintptr_t)t, va, 2);
			flush();
			continue;
		}
		for (unsigned i = 0; i < 512; i++, va += PAGE_4K)
			t[i] = va < end ? xen_pv_machine(va) | MAP_RAM : 0;
		link((uintptr_t)t, va - PAGE_2M, 1);
	}
	flush();
	return refused ? 0 : free;
}

uint64_t xen_pv_paging(const struct xen_start_info *si, uint64_t free)
{
	uint64_t end;

	end = restrict_mapped(si);
	return refused ? 0 : map_rest(end, xen_pv.pages * PAGE_4K, free);
}

int xen_pv_map(void *va, uint64_t mfn)
{
	return xen_pv_hypercall(XEN_update_va_mapping, (uintptr_t)va,
				mfn * PAGE_4K | (MAP_RAM & ~(uint64_t)PTE_POOL), UVMF_INVLPG,
				0);
}
