/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pages and their rights, over the platform's protect operation.
 */
#ifndef UK_VM_H
#define UK_VM_H

#include <stddef.h>
#include <stdint.h>
#include <uk/plat.h>

#define UK_PAGE_SHIFT 12
#define UK_PAGE_SIZE  ((size_t)1 << UK_PAGE_SHIFT)

/* As uk_plat.protect. Thread context. */
static inline int uk_vm_protect(void *addr, size_t len, unsigned prot)
{
	return uk_plat->protect(addr, len, prot);
}

/*
 * The address by which a device reaches memory at @p (RAM of this image, valid for the
 * whole object: RAM is physically contiguous where it is virtually).
 */
static inline uint64_t uk_dma_addr(const volatile void *p)
{
	return (uintptr_t)p;
}

/*
 * Pages for the platform's page tables, asked for by protect operations that have
 * to split a large page. Set by libuk-alloc: returns a page-aligned zeroed page or NULL.
 */
extern void *(*uk_vm_table_page)(void);

#endif
