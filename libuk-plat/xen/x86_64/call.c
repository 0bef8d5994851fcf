/* SPDX-License-Identifier: BSD-3-Clause */
/* What PV and PVH do each their own way, for the rest of the platform. */
#include <uk/vm.h>
#include <uk/xen.h>
#include "by_value.h"
#include "sys.h"
#include "hvm.h"
#include "xen_x86.h"

/* The hypervisor's page is mapped over this one. */
static union {
	struct shared_info info;
	char page[4096];
} shared uk_aligned(4096);

struct xen_domain xen_domain = { .shared = &shared.info };
bool xen_is_pv, xen_pv_sealed;

static inline long pv(unsigned nr, uint64_t a, uint64_t b, uint64_t c)
{
	return xen_pv_hypercall(nr, a, b, c, 0);
}

long xen_call(unsigned nr, unsigned cmd, uint64_t lo, uint64_t hi)
{
	if (xen_pv_sealed)
		return xen_pv_call_service(XEN_PV_CALL, nr | (uint64_t)cmd << 8, lo, hi);
	if (xen_is_pv)
		return xen_by_value(pv, nr, cmd, lo, hi);
	return mach_service(SVC_CALL, nr | (uint64_t)cmd << 8, lo, hi);
}

uint64_t xen_frame(const void *page)
{
	uint64_t pfn = (uintptr_t)page / UK_PAGE_SIZE;

	return xen_is_pv ? xen_pv.p2m[pfn] : pfn;
}

int xen_grant_map(void *table, unsigned frames)
{
	return xen_is_pv ? xen_pv_grant_map(table, frames) : xen_hvm_grant_map(table, frames);
}

bool uk_xen_running(void)
{
	return uk_plat == &xen_pv_plat || uk_plat == &xen_pvh_plat;
}

void *uk_xen_store(int *port)
{
	*port = xen_domain.store_port;
	return xen_domain.store;
}
