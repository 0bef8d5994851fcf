/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Device memory in the boot page tables (entry.S), so that a start that fails can be seen
 * on a screen above the first GiB: two more page directories.
 */
#include "pc_x86.h"
#include "stub.h"

#define GIB   (UINT64_C(1) << 30)
#define LIMIT (GIB * 512)

extern uint64_t mach_exception_stack[3][512]; /* PML4, PDPT, PD of the first GiB */

void *pc_boot_map(uint64_t addr, size_t len)
{
	static uint64_t directory[2][512] uk_aligned(4096);
	static unsigned used;
	uint64_t *pdpt = mach_exception_stack[1], *pdpte, *pd;

	if (!addr || addr >= LIMIT || len > LIMIT - addr)
		return NULL;
	/* An empty entry becoming a mapping needs no flush. */
	for (uint64_t p = addr & ~(PAGE_2M - 1); p < addr + len; p += PAGE_2M) {
		pdpte = &pdpt[p / GIB];
		if (!*pdpte) {
			if (used == UK_ARRAY_SIZE(directory))
				return NULL;
			*pdpte = (uintptr_t)directory[used++] | MAP_TABLE;
		}
		pd = (uint64_t *)(uintptr_t)(*pdpte & PTE_ADDR);
		if (!pd[p >> 21 & 511])
			pd[p >> 21 & 511] = p | MAP_MMIO | PTE_PS;
	}
	return (void *)(uintptr_t)addr;
}
