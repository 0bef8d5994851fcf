/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The CPL0 stub: it owns the page tables, and changes them only in ways that
 * keep these invariants, whatever CPL3 asks for:
 *
 *  - the mapping is the identity, so a physical page has one entry and one set of rights;
 *  - no entry is writable and executable;
 *  - entries of the image's code and constants, of the tables, and of the
 *    supervisor page never change: only entries with PTE_POOL do;
 *  - what is mapped as MMIO had an empty entry: all RAM has an entry that is not empty.
 */
#ifndef MACH_STUB_H
#define MACH_STUB_H

#include <stdint.h>
#include "layout.h"

#define PTE_NX	 (UINT64_C(1) << 63)
#define PTE_ADDR UINT64_C(0x000ffffffffff000)
/* Rights and kind of the usual mappings. */
#define MAP_RAM	  (PTE_P | PTE_W | PTE_U | PTE_A | PTE_D | PTE_POOL | PTE_NX)
#define MAP_TEXT  (PTE_P | PTE_U | PTE_A)
#define MAP_CONST (PTE_P | PTE_U | PTE_A | PTE_NX)
#define MAP_SUP	  (PTE_P | PTE_W | PTE_A | PTE_D | PTE_NX)
#define MAP_MMIO  (PTE_P | PTE_W | PTE_U | PTE_UC | PTE_A | PTE_D | PTE_MMIO | PTE_NX)
#define MAP_TABLE (PTE_P | PTE_W | PTE_U | PTE_A)

#define PAGE_4K UINT64_C(0x1000)
#define PAGE_2M UINT64_C(0x200000)
/* Identity-mapped addresses are below this. */
#define MAP_LIMIT (UINT64_C(1) << 47)

struct mach_sup_state {
	uint64_t *root;
	uint64_t sealed;
};

#ifdef UK_NATIVE_TEST
extern struct mach_sup_state mach_test_state;
#define MACH_STATE (&mach_test_state)
#else
extern unsigned char mach_sup[4096];
#define MACH_STATE ((struct mach_sup_state *)(mach_sup + SUP_STATE))
#endif

/*
 * Rights @prot (UK_PROT_*) for [@va, @end). 0; -EINVAL (alignment, W+X, not pool memory); or,
 * before anything has changed, the address in a 2 MiB page that mach_svc_table must split
 * first.
 */
long mach_svc_protect(uint64_t va, uint64_t end, uint64_t prot);

/*
 * Give the page at @page to the tables, where the walk to @va ends too early: a missing
 * PDPT or PD, or a 2 MiB page that is split. A page that is itself in an unsplit 2 MiB page
 * splits that one; ask again then, with another page. 0, -EINVAL, -EEXIST (nothing is missing).
 */
long mach_svc_table(uint64_t va, uint64_t page);

/*
 * Map MMIO at @pa, uncached. Bytes mapped from @pa on; -EINVAL (it is RAM); -EAGAIN (needs
 * mach_svc_table).
 */
long mach_svc_mmio(uint64_t pa);

/*
 * Ports from MACH_PORTS on, where the I/O bitmap ends: read (@op MACH_PORT_IN) or write @value,
 * with the width in bytes or-ed to @op (2 or 4). -ENOSYS in an image that does not need
 * UK_NEED(mach_far_ports).
 */
long mach_svc_port(uint64_t port, uint64_t value, uint64_t op);
#define MACH_PORT_IN 0x10
/*
 * What service SVC_CALL is once the page tables are sealed: -EPERM, or a platform's own. Xen's:
 * hypercall @a & 0xff, command @a >> 8, with 16 bytes of argument in @b and @c, and only
 * such as change no memory.
 */
long mach_svc_sealed(uint64_t a, uint64_t b, uint64_t c);

/* Entry for @va at level of the page directory, or NULL. */
uint64_t *mach_pde(uint64_t va);

#endif
