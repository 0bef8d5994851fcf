/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The services of the EL1 stub that change page tables; the rest is in vectors.S, gic.c
 * and service.c. Compiled without SIMD registers and stack protector: it runs on the EL0
 * caller's.
 */
#include <errno.h>
#include <uk/plat.h>
#include "stub.h"

#ifdef UK_NATIVE_TEST
static inline void forget(uint64_t va)
{
	(void)va;
}

static inline void finish(void)
{
}
#else
/* The entry for @va has changed: let no CPU go by the old one (Arm ARM, D8.14). */
static inline void forget(uint64_t va)
{
	__asm__ volatile("dsb ishst; tlbi vaae1is, %0" : : "r"(va >> 12) : "memory");
}

static inline void finish(void)
{
	__asm__ volatile("dsb ish; isb" : : : "memory");
}
#endif

static uint64_t *table_of(uint64_t entry)
{
	return (uint64_t *)(uintptr_t)(entry & PTE_ADDR);
}

static int is_table(uint64_t entry)
{
	return (entry & MAP_TABLE) == MAP_TABLE;
}

uint64_t *mach_pde(uint64_t va)
{
	uint64_t e;

	if (va >= MAP_LIMIT)
		return NULL;
	e = MACH_STATE->root[va >> 39 & 511];
	if (!is_table(e))
		return NULL;
	e = table_of(e)[va >> 30 & 511];
	if (!is_table(e))
		return NULL;
	return &table_of(e)[va >> 21 & 511];
}

/* A 2 MiB block of RAM, whether or not EL0 may use it now. */
static int is_pool_block(uint64_t pde)
{
	return (pde & PTE_POOL) && !(pde & PTE_TABLE);
}

long mach_svc_protect(uint64_t va, uint64_t end, uint64_t prot)
{
	uint64_t rights = PTE_AF | PTE_NORMAL | PTE_NOEXEC | PTE_POOL | PTE_RO, *pde, *last,
		 *pte;

	if (((va | end) & (PAGE_4K - 1)) || va >= end || prot > 7 ||
	    (prot & (UK_PROT_WRITE | UK_PROT_EXEC)) == (UK_PROT_WRITE | UK_PROT_EXEC))
		return -EINVAL;
	if (prot)
		rights |= PTE_VALID | PTE_USER;
	if (prot & UK_PROT_WRITE)
		rights &= ~PTE_RO;
	if (prot & UK_PROT_EXEC)
		rights &= ~PTE_UXN;

	pde = mach_pde(va);
	last = (va ^ (end - 1)) < PAGE_2M ? pde : mach_pde(end - 1);
	if (!pde || !last)
		return -EINVAL;
	if (is_pool_block(*pde) && (va & (PAGE_2M - 1)))
		return va;
	if (is_pool_block(*last) && (end & (PAGE_2M - 1)))
		return end & ~(PAGE_2M - 1);

	for (;;) {
		if (is_pool_block(*pde)) {
			*pde = (*pde & PTE_ADDR) | rights;
			forget(va);
			va += PAGE_2M;
		} else {
			if (!is_table(*pde))
				break;
			pte = &table_of(*pde)[va >> 12 & 511];
			do {
				if (!(*pte & PTE_POOL))
					goto refuse;
				*pte = (*pte & PTE_ADDR) | PTE_PAGE | rights;
				forget(va);
				pte++;
				va += PAGE_4K;
			} while (va < end && (va & (PAGE_2M - 1)));
		}
		if (va >= end) {
			finish();
			return 0;
		}
		pde = mach_pde(va);
		if (!pde)
			break;
	}
refuse:
	finish();
	return -EINVAL;
}

/* The entry in which the walk to @va ends too early, or NULL. */
static uint64_t *missing(uint64_t va)
{
	uint64_t *e;

	if (va >= MAP_LIMIT)
		return NULL;
	e = &MACH_STATE->root[va >> 39 & 511];
	if (!*e)
		return e;
	e = &table_of(*e)[va >> 30 & 511];
	if (!*e)
		return e;
	e = &table_of(*e)[va >> 21 & 511];
	return is_pool_block(*e) ? e : NULL;
}

long mach_svc_table(uint64_t va, uint64_t page)
{
	uint64_t *slot, *home, *table = table_of(page), *pte, leaf, step;

	home = mach_pde(page);
	if ((page & (PAGE_4K - 1)) || !home)
		return -EINVAL;
	if (is_pool_block(*home)) {
		/* Splitting its own block comes first, or else it could not be closed to EL0.
		 */
		if ((*home & ~PTE_ADDR) != MAP_RAM)
			return -EINVAL;
		slot = home;
	} else {
		slot = missing(va);
		if (!slot)
			return -EEXIST;
		if (!is_table(*home))
			return -EINVAL;
		pte = &table_of(*home)[page >> 12 & 511];
		if (*pte != (page | MAP_RAM | PTE_PAGE))
			return -EINVAL;
		*pte = page | MAP_SUP | PTE_PAGE;
		forget(page);
	}

	leaf = *slot ? *slot | PTE_PAGE : 0;
	step = leaf ? PAGE_4K : 0;
	for (unsigned i = 0; i < 512; i++) {
		table[i] = leaf;
		leaf += step;
	}
	if (slot == home)
		table[page >> 12 & 511] = page | MAP_SUP | PTE_PAGE;
	/*
	 * A block may not become a table without having been nothing in between (Arm ARM,
	 * D8.14.1, break-before-make). It is never one that this code, its stack or its state
	 * is in.
	 */
	if (*slot & PTE_VALID) {
		leaf = *slot & PTE_ADDR;
		*slot = 0;
		forget(leaf);
		finish();
	}
	*slot = page | MAP_TABLE;
	finish();
	return 0;
}

long mach_svc_mmio(uint64_t pa)
{
	uint64_t *pde, *pte, mask;

	if (pa >= MAP_LIMIT)
		return -EINVAL;
	pde = mach_pde(pa);
	if (!pde)
		return -EAGAIN;
	pte = pde;
	mask = PAGE_2M - 1;
	if (is_table(*pde)) {
		pte = &table_of(*pde)[pa >> 12 & 511];
		mask = PAGE_4K - 1;
	}
	/* What was invalid is in no TLB. */
	if (!*pte)
		*pte = (pa & ~mask) | MAP_MMIO | (pte == pde ? 0 : PTE_PAGE);
	else if (!(*pte & PTE_MMIO))
		return -EINVAL;
	finish();
	return mask + 1 - (pa & mask);
}
