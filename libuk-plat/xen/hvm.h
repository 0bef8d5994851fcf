/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * hvm.c: a domain that is a whole machine, before its page tables are sealed: x86's PVH, all of
 * AArch64's. The pages and ports that the toolstack made are parameters of it
 * (public/hvm/params.h).
 */
#ifndef XEN_HVM_H
#define XEN_HVM_H

#include "xen.h"

/* ARCH/: any hypercall, with pointers. */
xen_cold long xen_hvm_call(unsigned nr, uint64_t a, uint64_t b);
/* ARCH/: whether the page at @pa may be used once it is counted as RAM. */
xen_cold bool xen_hvm_reach(uint64_t pa);

/* Page @index of @space (XENMAPSPACE_*) in place of the page of ours at @page. 0 or -errno. */
xen_cold long xen_hvm_physmap(unsigned space, uint64_t index, void *page);
/* The first @frames of the grant table over @table, which is page-aligned. */
xen_cold int xen_hvm_grant_map(void *table, unsigned frames);
/* Fill in xen_domain's console and store, as far as there are any: pages beside RAM, in the
 * list of which each becomes a range of its own, so that they are mapped. */
xen_cold void xen_hvm_pages(void);
/* What .memory of struct uk_plat does: those pages are not to be handed out. Returns 0. */
xen_cold int xen_hvm_memory(struct uk_boot *boot);

#endif
