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
#include "layout.h"

/* Descriptors (Arm ARM, D8.3): four levels of 4 KiB tables; level 3 maps pages. */
#define PTE_VALID (UINT64_C(1) << 0)
#define PTE_TABLE (UINT64_C(1) << 1) /* levels 0 to 2: a table, else a block */
#define PTE_PAGE  (UINT64_C(1) << 1) /* level 3: always 1 */
#define PTE_USER  (UINT64_C(1) << 6) /* AP[1]: EL0 may access */
#define PTE_RO	  (UINT64_C(1) << 7) /* AP[2] */
#define PTE_AF	  (UINT64_C(1) << 10)
#define PTE_PXN	  (UINT64_C(1) << 53) /* not executable at EL1 */
#define PTE_UXN	  (UINT64_C(1) << 54) /* nor at EL0 */
#define PTE_ADDR  UINT64_C(0x0000fffffffff000)
/* Memory types: indices into MAIR_EL1, as entry.S sets it. */
#define PTE_TYPE   (UINT64_C(7) << 2)
#define PTE_NORMAL (UINT64_C(0) << 2 | UINT64_C(3) << 8) /* inner shareable */
#define PTE_DEVICE                                                                 \
	(UINT64_C(1) << 2) /* nGnRnE: not merged, reordered, or acknowledged early \
			    */
/* Bits that the CPU ignores. */
#define PTE_POOL (UINT64_C(1) << 55) /* RAM whose rights EL0 may change */
#define PTE_MMIO (UINT64_C(1) << 56) /* not RAM, mapped on demand */
#define PTE_HELD (UINT64_C(1) << 57) /* never to be mapped (page 0) */

/* Rights and kind of the usual mappings; a page, unlike a block, has PTE_PAGE too. */
#define PTE_NOEXEC (PTE_PXN | PTE_UXN)
#define MAP_RAM	   (PTE_VALID | PTE_AF | PTE_NORMAL | PTE_USER | PTE_NOEXEC | PTE_POOL)
#define MAP_TEXT   (PTE_VALID | PTE_AF | PTE_NORMAL | PTE_USER | PTE_RO)
#define MAP_CONST  (MAP_TEXT | PTE_NOEXEC)
#define MAP_SUP	   (PTE_VALID | PTE_AF | PTE_NORMAL | PTE_NOEXEC)
#define MAP_GIC	   (PTE_VALID | PTE_AF | PTE_DEVICE | PTE_NOEXEC)
#define MAP_MMIO   (MAP_GIC | PTE_USER | PTE_MMIO)
#define MAP_TABLE  (PTE_VALID | PTE_TABLE)

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
 * before anything has changed, the address in a 2 MiB block that mach_svc_table must split
 * first.
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

/*
 * -ENOSYS, or platform xen's: hypercall @what & 0xff, command @what >> 8, with 16 bytes of
 * argument in @lo and @hi, and only such as change no memory.
 */
long mach_svc_hypercall(uint64_t what, uint64_t lo, uint64_t hi);

/* Entry for @va at level 2 (2 MiB), or NULL. */
uint64_t *mach_pde(uint64_t va);

#endif
