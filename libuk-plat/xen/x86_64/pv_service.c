/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What runs in kernel mode of a PV domain after the start: the counterpart of the stub of
 * machine/. Only from there does the hypervisor take hypercalls, so what is refused here cannot
 * be done: rights of memory change as on a bare machine, and nothing else of page tables. What
 * it relies on is in memory that nobody can write to. Compiled as the stub is.
 */
#include <errno.h>
#include <uk/plat.h>
#include "by_value.h"
#include "stub.h"
#include "xen_x86.h"

struct xen_pv xen_pv uk_aligned(4096);

uint64_t xen_pv_address(uint64_t mfn)
{
	uint64_t pfn = XEN_M2P[mfn];

	return pfn < xen_pv.pages && xen_pv.p2m[pfn] == mfn ? pfn * PAGE_4K : 0;
}

uint64_t xen_pv_machine(uint64_t address)
{
	return xen_pv.p2m[address / PAGE_4K] * PAGE_4K;
}

/* The entry for @va in a table of @level (1: of pages), or NULL. */
uint64_t *xen_pv_pte(uint64_t va, unsigned level)
{
	uint64_t *t = xen_pv.root;

	for (unsigned l = 4;; l--) {
		uint64_t *e = &t[va >> (12 + 9 * (l - 1)) & 511];

		if (l == level)
			return e;
		if (!(*e & PTE_P))
			return NULL;
		t = (uint64_t *)xen_pv_address((*e & PTE_ADDR) / PAGE_4K);
		if (!t)
			return NULL;
	}
}

/* As mach_svc_protect in stub.h. */
static long protect(uint64_t va, uint64_t end, uint64_t prot)
{
	uint64_t *e, value = PTE_POOL | PTE_NX;
	long r = 0;

	if (((va | end) & (PAGE_4K - 1)) || va >= end || prot > 7 ||
	    (prot & (UK_PROT_WRITE | UK_PROT_EXEC)) == (UK_PROT_WRITE | UK_PROT_EXEC))
		return -EINVAL;
	for (uint64_t p = va; p < end; p += PAGE_4K) {
		e = xen_pv_pte(p, 1);
		if (!e || !(*e & PTE_POOL))
			return -EINVAL;
	}
	if (prot)
		value |= PTE_P | PTE_U | PTE_A | PTE_D;
	if (prot & UK_PROT_WRITE)
		value |= PTE_W;
	if (prot & UK_PROT_EXEC)
		value &= ~PTE_NX;
	/* Without an address while it is not present: Xen suspects L1TF (XSA-273). */
	for (; va < end && r == 0; va += PAGE_4K)
		r = xen_pv_hypercall(XEN_update_va_mapping, va,
				     value | (prot ? xen_pv_machine(va) : 0), UVMF_INVLPG, 0);
	return r;
}

static inline long raw(unsigned nr, uint64_t a, uint64_t b, uint64_t c)
{
	return xen_pv_hypercall(nr, a, b, c, 0);
}

long xen_pv_service(uint64_t a, uint64_t b, uint64_t c, uint64_t number)
{
	switch (number) {
	case XEN_PV_CALL:
		return xen_by_value(raw, a & 0xff, a >> 8, b, c);
	case XEN_PV_PROTECT:
		return protect(a, b, c);
	case XEN_PV_FSBASE:
		return raw(XEN_set_segment_base, SEGBASE_FS, a, 0);
	default:
		return -ENOSYS;
	}
}
