/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The EL1 stub: it owns the page tables and the interrupt controller, and changes the
 * tables only in ways that keep these invariants, whatever EL0 asks for:
 *
 *  - the mapping is the identity, so a physical page has one entry and one set of rights;
 *  - no entry is writable and executable;
 *  - entries of the image's code and constants, of the tables, of the supervisor pages and of
 *    the interrupt controller never change: only entries with PTE_POOL do;
 *  - what is mapped as MMIO had an empty entry: all RAM has an entry that is not empty.
 */
#ifndef MACHINE_STUB_H
#define MACHINE_STUB_H

#include <stdint.h>
#include <uk/arch/paging.h>
#include "layout.h"

#define PTE_POOL UK_PTE_SOFT(0) /* RAM whose rights EL0 may change */
#define PTE_MMIO UK_PTE_SOFT(1) /* not RAM, mapped on demand */
#define PTE_HELD UK_PTE_SOFT(2) /* never to be mapped (page 0) */

/* Indices into MAIR_EL1, as entry.S sets it. */
#define PTE_NORMAL (UK_PTE_ATTR(0) | UK_PTE_INNER)
#define PTE_DEVICE UK_PTE_ATTR(1) /* nGnRnE: nothing merged, reordered or acknowledged early */
#define PTE_NOEXEC (UK_PTE_PXN | UK_PTE_UXN)

/* Rights and kind of the usual mappings; a page, unlike a block, has UK_PTE_PAGE too. */
#define MAP_RAM	  (UK_PTE_VALID | UK_PTE_AF | PTE_NORMAL | UK_PTE_USER | PTE_NOEXEC | PTE_POOL)
#define MAP_TEXT  (UK_PTE_VALID | UK_PTE_AF | PTE_NORMAL | UK_PTE_USER | UK_PTE_RO)
#define MAP_CONST (MAP_TEXT | PTE_NOEXEC)
#define MAP_SUP	  (UK_PTE_VALID | UK_PTE_AF | PTE_NORMAL | PTE_NOEXEC)
#define MAP_GIC	  (UK_PTE_VALID | UK_PTE_AF | PTE_DEVICE | PTE_NOEXEC)
#define MAP_MMIO  (MAP_GIC | UK_PTE_USER | PTE_MMIO)
#define MAP_TABLE (UK_PTE_VALID | UK_PTE_TABLE)

#define PAGE_4K UINT64_C(0x1000)
#define PAGE_2M UINT64_C(0x200000)
/* Identity-mapped addresses are below this. */
#define MAP_LIMIT (UINT64_C(1) << 48)

/* layout.h has the offsets that vectors.S needs. */
struct mach_sup_state {
	uint64_t *root;
	uint64_t sealed;
	uint64_t cpuif;
	uint64_t timer;
	uint64_t dist, redist; /* GIC; redist: GICv3, this CPU's */
	uint64_t target;       /* GICv2: this CPU's bit; GICv3: its affinity */
	uint32_t intids;       /* that the distributor has */
	uint32_t psci;	       /* enum mach_psci */
};
enum mach_psci { MACH_PSCI_NONE, MACH_PSCI_HVC, MACH_PSCI_SMC };

#ifdef UK_NATIVE_TEST
extern struct mach_sup_state mach_test_state;
#define MACH_STATE (&mach_test_state)
#else
extern unsigned char mach_sup[SUP_SIZE];
#define MACH_STATE   ((struct mach_sup_state *)mach_sup)
#define MACH_SOURCES ((uint64_t *)(mach_sup + SUP_SOURCES))
#endif

/*
 * Rights @prot (UK_PROT_*) for [@va, @end). 0; -EINVAL (alignment, W+X, not pool memory); or,
 * before anything has changed, the address in a 2 MiB block that mach_svc_table must split first.
 */
long mach_svc_protect(uint64_t va, uint64_t end, uint64_t prot);

/*
 * Give the page at @page to the tables, where the walk to @va ends too early: a missing
 * table, or a 2 MiB block that is split. A page that is itself in an unsplit block
 * splits that one; ask again then, with another page. 0, -EINVAL, -EEXIST (nothing is missing).
 */
long mach_svc_table(uint64_t va, uint64_t page);

/*
 * Map MMIO at @pa as device memory. Bytes mapped from @pa on; -EINVAL (it is RAM, or the
 * interrupt controller); -EAGAIN (needs mach_svc_table).
 */
long mach_svc_mmio(uint64_t pa);

/*
 * gic.c: shared interrupt @intid sets bit @source of uk_irq_pending, edge-triggered. 0, or
 * -EINVAL. A second source of the same interrupt is added to the first.
 */
long mach_svc_irq(uint64_t intid, uint64_t source);

/* Entry for @va at level 2, or NULL. */
uint64_t *mach_pde(uint64_t va);

#endif
