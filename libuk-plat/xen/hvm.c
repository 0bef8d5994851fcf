/* SPDX-License-Identifier: BSD-3-Clause */
/* What a domain that is a whole machine asks of the hypervisor. */
#include <uk/vm.h>
#include "hvm.h"
#include "machine.h"
#include "stub.h"
#include "sys.h"

static uint64_t param(uint32_t index)
{
	struct xen_hvm_param p = { .domid = DOMID_SELF, .index = index };

	return xen_hvm_call(XEN_hvm_op, HVMOP_get_param, (uintptr_t)&p) == 0 ? p.value : 0;
}

long xen_hvm_physmap(unsigned space, uint64_t index, void *page)
{
	struct xen_add_to_physmap a = {
		.domid = DOMID_SELF,
		.space = space,
		.idx = index,
		.gpfn = xen_frame(page),
	};

	return xen_hvm_call(XEN_memory_op, XENMEM_add_to_physmap, (uintptr_t)&a);
}

int xen_hvm_grant_map(void *table, unsigned frames)
{
	long r = 0;

	for (unsigned i = 0; i < frames && r == 0; i++)
		r = xen_hvm_physmap(XENMAPSPACE_grant_table, i,
				    (char *)table + i * UK_PAGE_SIZE);
	return (int)r;
}

/* NULL: there is none, or it is no page beside RAM. */
static void *shared_page(uint32_t index)
{
	uint64_t pfn = param(index), pa = pfn * PAGE_4K;

	if (!pfn || pfn >= MAP_LIMIT / PAGE_4K ||
	    mach_ranges_has(&mach_bootinfo.ram, pa, pa + PAGE_4K) || !xen_hvm_reach(pa))
		return NULL;
	mach_ranges_add(&mach_bootinfo.ram, pa, PAGE_4K);
	return (void *)(uintptr_t)pa;
}

/* 0: there is none. */
static uint32_t port(uint32_t index)
{
	uint64_t p = param(index);

	return p < EVTCHN_2L_CHANNELS ? (uint32_t)p : 0;
}

void xen_hvm_pages(void)
{
	xen_domain.console = shared_page(HVM_PARAM_CONSOLE_PFN);
	xen_domain.console_port = port(HVM_PARAM_CONSOLE_EVTCHN);
	xen_domain.store = shared_page(HVM_PARAM_STORE_PFN);
	xen_domain.store_port = port(HVM_PARAM_STORE_EVTCHN);
}

int xen_hvm_memory(struct uk_boot *boot)
{
	uintptr_t console = (uintptr_t)xen_domain.console, store = (uintptr_t)xen_domain.store;

	for (unsigned i = boot->nmem; i-- > 0;)
		if (boot->mem[i].start == console || boot->mem[i].start == store)
			boot->mem[i] = boot->mem[--boot->nmem];
	return 0;
}
