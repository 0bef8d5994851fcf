/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * aarch64: the format of stage 1 page tables with 4 KiB granule (Arm ARM, D8.3), for
 * platforms that make their own. Constants and address arithmetic; whose
 * memory the tables are in, and who may write to them, is the platform's matter.
 */
#ifndef UK_ARCH_PAGING_H
#define UK_ARCH_PAGING_H

#include <stdbool.h>
#include <stdint.h>

#define UK_PT_ENTRIES 512
/* 1: entries map 4 KiB pages; 2: 2 MiB; 3: 1 GiB; 4: the root. (Arm counts 3, 2, 1, 0.) */
#define UK_PT_LEVELS 4

#define UK_PTE_VALID   (UINT64_C(1) << 0)
#define UK_PTE_TABLE   (UINT64_C(1) << 1)	   /* above level 1: a table, else a block */
#define UK_PTE_PAGE    (UINT64_C(1) << 1)	   /* level 1: always 1 */
#define UK_PTE_ATTR(n) ((uint64_t)(n) << 2)	   /* index into MAIR_EL1 */
#define UK_PTE_USER    (UINT64_C(1) << 6)	   /* AP[1]: EL0 may access */
#define UK_PTE_RO      (UINT64_C(1) << 7)	   /* AP[2] */
#define UK_PTE_INNER   (UINT64_C(3) << 8)	   /* inner shareable */
#define UK_PTE_AF      (UINT64_C(1) << 10)	   /* accessed; 0 faults */
#define UK_PTE_PXN     (UINT64_C(1) << 53)	   /* EL1 may not execute */
#define UK_PTE_UXN     (UINT64_C(1) << 54)	   /* EL0 may not execute */
#define UK_PTE_SOFT(n) (UINT64_C(1) << (55 + (n))) /* 0 to 3, ignored by the CPU */
#define UK_PTE_ADDR    UINT64_C(0x0000fffffffff000)

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
	return (pte & UK_PTE_VALID) &&
	       (level == 1 || ((level == 2 || level == 3) && !(pte & UK_PTE_TABLE)));
}

/* Physical address of the page or table that @pte refers to. */
static inline uint64_t uk_pte_addr(uint64_t pte)
{
	return pte & UK_PTE_ADDR;
}

#endif
