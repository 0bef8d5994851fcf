/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An image that attacks its own page tables and whoever makes its hypercalls, for tests/xen.sh.
 * It prints what was wrong, or "held".
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <uk/page.h>
#include "stub.h"
#include "sys.h"
#include "xen_x86.h"

static int wrong;

static void expect(const char *what, long got, long want)
{
	if (got == want)
		return;
	wrong++;
	printf("%s: %ld, wanted %ld\n", what, got, want);
}

static void on_pv(void)
{
	void *page = uk_page_alloc(1);
	uint64_t va = (uintptr_t)page;
	struct mmu_update u = { 0, 0 };
	uint64_t text = (uintptr_t)on_pv & ~(PAGE_4K - 1), *pte = xen_pv_pte(va, 1);

	u.ptr = xen_pv_machine((uintptr_t)pte & ~(PAGE_4K - 1)) + ((uintptr_t)pte & 4095);
	u.val = xen_pv_machine(text) | MAP_RAM;
	/* As a hypercall's number, whatever is in these registers is a service's. */
	expect("mmu_update", xen_pv_hypercall(XEN_mmu_update, (uintptr_t)&u, 1, 0, DOMID_SELF),
	       -EINVAL);
	expect("va mapping", xen_pv_hypercall(XEN_update_va_mapping, va, u.val, 2, 0), -ENOSYS);
	for (unsigned nr = 0; nr < 64; nr++)
		if (nr != XEN_sched_op && nr != XEN_event_channel_op && nr != XEN_console_io)
			expect("hypercall", xen_pv_call_service(XEN_PV_CALL, nr, va, 1),
			       -EPERM);
	expect("grant_table", xen_pv_call_service(XEN_PV_CALL, XEN_grant_table_op, va, 1),
	       -EPERM);
	expect("service", xen_pv_call_service(77, 0, 0, 0), -ENOSYS);
	expect("text", xen_pv_call_service(XEN_PV_PROTECT, text, text + 4096, 3), -EINVAL);
	expect("w+x", xen_pv_call_service(XEN_PV_PROTECT, va, va + 4096, 7), -EINVAL);
	expect("wraps", xen_pv_call_service(XEN_PV_PROTECT, va, 0, 3), -EINVAL);
	expect("table",
	       xen_pv_call_service(XEN_PV_PROTECT, (uintptr_t)xen_pv.root,
				   (uintptr_t)xen_pv.root + 4096, 3),
	       -EINVAL);
	expect("state",
	       xen_pv_call_service(XEN_PV_PROTECT, (uintptr_t)&xen_pv,
				   (uintptr_t)&xen_pv + 4096, 3),
	       -EINVAL);
	expect("hypervisor",
	       xen_pv_call_service(XEN_PV_PROTECT, UINT64_C(0xffff800000000000),
				   UINT64_C(0xffff800000001000), 3),
	       -EINVAL);
	expect("own", xen_pv_call_service(XEN_PV_PROTECT, va, va + 4096, 3), 0);
}

static void on_pvh(void)
{
	struct xen_add_to_physmap a = { .domid = DOMID_SELF, .space = XENMAPSPACE_shared_info };

	a.gpfn = (uintptr_t)on_pvh / PAGE_4K;
	for (unsigned nr = 0; nr < 64; nr++)
		if (nr != XEN_sched_op && nr != XEN_event_channel_op && nr != XEN_console_io)
			expect("hypercall",
			       mach_service(SVC_CALL, nr | XENMEM_add_to_physmap << 8,
					    (uintptr_t)&a, 0),
			       -EPERM);
	expect("call", mach_service(SVC_CALL, (uintptr_t)on_pv, 0, 0), -EPERM);
	expect("shared info", mach_service(SVC_MMIO, (uintptr_t)xen_domain.shared, 0, 0),
	       -EINVAL);
}

int main(int argc, char **argv)
{
	(xen_is_pv ? on_pv : on_pvh)();
	puts(wrong ? "broken" : "held");
	fflush(stdout);
	if (argc < 2)
		return 0;
	/* What must fault. */
	if (!strcmp(argv[1], "table"))
		*(volatile uint64_t *)xen_pv_pte((uintptr_t)argv, 1) |= PTE_W;
	if (!strcmp(argv[1], "state"))
		xen_pv.root = NULL;
	if (!strcmp(argv[1], "p2m"))
		*(volatile uint64_t *)(uintptr_t)xen_pv.p2m = 0;
	return 0;
}
