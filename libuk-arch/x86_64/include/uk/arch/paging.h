/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the format of page tables (Intel SDM volume 3, section 4.5), for
 * platforms that make their own. Constants and address arithmetic; whose
 * memory the tables are in, and who may write to them, is the platform's matter.
 */
#ifndef UK_ARCH_PAGING_H
#define UK_ARCH_PAGING_H

#include <stdbool.h>
#include <stdint.h>

#define UK_PT_ENTRIES 512
#define UK_PT_LEVELS  4 /* 1: entries map 4 KiB pages; 2: 2 MiB; 3: 1 GiB; 4: the root */

/* Entries. In a table's path, P, W and U are the AND, NX the OR of all levels. */
#define UK_PTE_P    (UINT64_C(1) << 0)
#define UK_PTE_W    (UINT64_C(1) << 1)
#define UK_PTE_U    (UINT64_C(1) << 2)
#define UK_PTE_PWT  (UINT64_C(1) << 3)
#define UK_PTE_PCD  (UINT64_C(1) << 4) /* with PWT, and the power-on PAT: uncached */
#define UK_PTE_A    (UINT64_C(1) << 5)
#define UK_PTE_D    (UINT64_C(1) << 6)
#define UK_PTE_PS   (UINT64_C(1) << 7) /* levels 2 and 3: maps a page, is no table */
#define UK_PTE_G    (UINT64_C(1) << 8)
#define UK_PTE_NX   (UINT64_C(1) << 63)
#define UK_PTE_ADDR UINT64_C(0x000ffffffffff000)

/* The error code of a page fault. */
#define UK_PF_PRESENT 1u
#define UK_PF_WRITE   2u
#define UK_PF_USER    4u
#define UK_PF_FETCH   16u

/* Bytes that one entry of @level maps. */
static inline uint64_t uk_pt_size(unsigned level)
{
	return UINT64_C(1) << (12 + 9 * (level - 1));
}

/* Index of the entry for @va in a table of @level. */
static inline unsigned uk_pt_index(uint64_t va, unsigned level)
{
	return va >> (12 + 9 * (level - 1)) & (UK_PT_ENTRIES - 1);
}

/* Does @pte of @level end the walk at a page? */
static inline bool uk_pte_is_page(uint64_t pte, unsigned level)
{
	return (pte & UK_PTE_P) &&
	       (level == 1 || ((level == 2 || level == 3) && (pte & UK_PTE_PS)));
}

/* Physical address of the page or table that @pte refers to. */
static inline uint64_t uk_pte_addr(uint64_t pte)
{
	return pte & UK_PTE_ADDR;
}

#endif
