/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The services of the CPL0 stub that change page tables; the rest is in vectors.S
 * and service.c. Compiled without SSE and stack protector: it runs on the CPL3
 * caller's FPU state, with the caller's FS.
 */
#include <errno.h>
#include <uk/plat.h>
#include "stub.h"

#ifdef UK_NATIVE_TEST
static inline void flush(uint64_t va)
{
	(void)va;
}

static inline void flush_all(void)
{
}
#else
static inline void flush(uint64_t va)
{
	__asm__ volatile("invlpg (%0)" : : "r"(va) : "memory");
}

static inline void flush_all(void)
{
	__asm__ volatile("mov %%cr3, %%rax; mov %%rax, %%cr3" : : : "rax", "memory");
}
#endif

static uint64_t *table_of(uint64_t entry)
{
	return (uint64_t *)(uintptr_t)(entry & PTE_ADDR);
}

uint64_t *mach_pde(uint64_t va)
{
	uint64_t e;

	if (va >= MAP_LIMIT)
		return NULL;
	e = MACH_STATE->root[va >> 39];
	if (!(e & PTE_P))
		return NULL;
	e = table_of(e)[va >> 30 & 511];
	if (!(e & PTE_P))
		return NULL;
	return &table_of(e)[va >> 21 & 511];
}

static int is_large(uint64_t pde)
{
	return pde & PTE_PS;
}

long mach_svc_protect(uint64_t va, uint64_t end, uint64_t prot)
{
	uint64_t rights = PTE_POOL | PTE_NX, *pde, *last, *pte;

	if (((va | end) & (PAGE_4K - 1)) || va >= end || prot > 7 ||
	    (prot & (UK_PROT_WRITE | UK_PROT_EXEC)) == (UK_PROT_WRITE | UK_PROT_EXEC))
		return -EINVAL;
	if (prot)
		rights |= PTE_P | PTE_U | PTE_A | PTE_D;
	if (prot & UK_PROT_WRITE)
		rights |= PTE_W;
	if (prot & UK_PROT_EXEC)
		rights &= ~PTE_NX;

	pde = mach_pde(va);
	last = (va ^ (end - 1)) < PAGE_2M ? pde : mach_pde(end - 1);
	if (!pde || !last)
		return -EINVAL;
	if (is_large(*pde) && (va & (PAGE_2M - 1)))
		return va;
	if (is_large(*last) && (end & (PAGE_2M - 1)))
		return end & ~(PAGE_2M - 1);

	for (;;) {
		if (is_large(*pde)) {
			if (!(*pde & PTE_POOL))
				return -EINVAL;
			*pde = (*pde & PTE_ADDR) | PTE_PS | rights;
			flush(va);
			va += PAGE_2M;
		} else {
			if (!(*pde & PTE_P))
				return -EINVAL;
			pte = &table_of(*pde)[va >> 12 & 511];
			do {
				if (!(*pte & PTE_POOL))
					return -EINVAL;
				*pte = (*pte & PTE_ADDR) | rights;
				flush(va);
				pte++;
				va += PAGE_4K;
			} while (va < end && (va & (PAGE_2M - 1)));
		}
		if (va >= end)
			return 0;
		pde = mach_pde(va);
		if (!pde)
			return -EINVAL;
	}
}

/* The entry in which the walk to @va ends too early, or NULL. */
static uint64_t *missing(uint64_t va)
{
	uint64_t *e;

	if (va >= MAP_LIMIT)
		return NULL;
	e = &MACH_STATE->root[va >> 39];
	if (!*e)
		return e;
	e = &table_of(*e)[va >> 30 & 511];
	if (!*e)
		return e;
	e = &table_of(*e)[va >> 21 & 511];
	return is_large(*e) && (*e & PTE_POOL) ? e : NULL;
}

long mach_svc_table(uint64_t va, uint64_t page)
{
	uint64_t *slot, *home, *table = table_of(page), *pte, leaf, step;

	home = mach_pde(page);
	if ((page & (PAGE_4K - 1)) || !home)
		return -EINVAL;
	if (is_large(*home)) {
		/* Splitting its own 2 MiB page comes first, or else it could not be closed to
		 * CPL3. */
		if ((*home & ~PTE_ADDR) != (MAP_RAM | PTE_PS))
			return -EINVAL;
		slot = home;
	} else {
		slot = missing(va);
		if (!slot)
			return -EEXIST;
		pte = &table_of(*home)[page >> 12 & 511];
		if (!(*home & PTE_P) || *pte != (page | MAP_RAM))
			return -EINVAL;
		*pte = page | MAP_SUP;
		flush(page);
	}

	leaf = *slot & ~(uint64_t)PTE_PS;
	step = leaf ? PAGE_4K : 0;
	for (unsigned i = 0; i < 512; i++) {
		table[i] = leaf;
		leaf += step;
	}
	if (slot == home)
		table[page >> 12 & 511] = page | MAP_SUP;
	*slot = page | MAP_TABLE;
	flush_all();
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
	if (*pde && !is_large(*pde) && (*pde & PTE_P)) {
		pte = &table_of(*pde)[pa >> 12 & 511];
		mask = PAGE_4K - 1;
	}
	if (!*pte)
		*pte = (pa & ~mask) | MAP_MMIO | (pte == pde ? PTE_PS : 0);
	else if (!(*pte & PTE_MMIO))
		return -EINVAL;
	return mask + 1 - (pa & mask);
}
