/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Platform xen where Xen gives a whole machine (docs/misc/pvh.pandoc): machine/ starts
 * it. Before the page tables are sealed the hypervisor is asked for everything that needs a
 * pointer: where its pages are, and to put others over pages of ours.
 */
#include <uk/anchor.h>
#include <uk/vm.h>
#include "hvm.h"
#include "stub.h"
#include "sys.h"
#include "x86.h"
#include "xen_x86.h"

#define VENDOR_AMD   0x68747541u /* "Auth" */
#define VENDOR_HYGON 0x6f677948u /* "Hygo" */
#define E820_MAX     128

UK_ANCHOR(plat_xen);
UK_NEED(uk_anchor_plat_machine);
UK_NEED(xen_pv_entry);
UK_NEED(xen_svc);

xen_cold void uk_plat_xen_pvh(uint64_t info) uk_noreturn;

/* After the start, before memory is handed out and the clock is used. */
static int memory(struct uk_boot *boot)
{
	xen_hvm_memory(boot);
	/* Time is what the hypervisor says it is, each time. */
	uk_clock_scale(0, 0, 0, 0);
	return 0;
}

const struct uk_plat xen_pvh_plat = {
	.name = "xen",
	.console_write = xen_console_write,
	.console_read = xen_console_read,
	.clock_ns = xen_clock_ns,
	.memory = memory,
	.idle = xen_idle,
	.protect = mach_protect,
	.entropy = mach_entropy,
	.set_tls = mach_set_tls,
	.irq_enable = xen_irq_enable,
	.shutdown = xen_shutdown,
};
UK_WALL_CLOCK(xen_pvh_wall_clock) = { &xen_pvh_plat, xen_wall_ns };

long xen_hvm_call(unsigned nr, uint64_t a, uint64_t b)
{
	struct xen_raw x = { .nr = nr, .a = a, .b = b };

	mach_service(SVC_CALL, (uintptr_t)xen_raw_cpl0, (uintptr_t)&x, 0);
	return x.result;
}

bool xen_hvm_reach(uint64_t pa)
{
	(void)pa;
	return true;
}

/*
 * Start info of version 0, which the initial domain gets, has no memory map: the hypervisor is
 * asked. Returns a copy with one, as version 1 has it.
 */
static uint64_t with_memory_map(const struct hvm_start_info *si)
{
	static struct e820entry map[E820_MAX];
	static struct hvm_memmap_table_entry table[E820_MAX];
	static struct hvm_start_info copy;
	struct xen_memory_map m = { .nr_entries = E820_MAX, .buffer = map };

	copy = *si;
	copy.memmap_entries = 0;
	if (xen_hvm_call(XEN_memory_op, XENMEM_memory_map, (uintptr_t)&m) == 0 &&
	    m.nr_entries <= E820_MAX)
		copy.memmap_entries = m.nr_entries;
	for (unsigned i = 0; i < copy.memmap_entries; i++)
		table[i] = (struct hvm_memmap_table_entry){ map[i].addr, map[i].size,
							    map[i].type, 0 };
	copy.version = 1;
	copy.memmap = (uintptr_t)table;
	return (uintptr_t)&copy;
}

static const char *setup(uint64_t info)
{
	const struct hvm_start_info *si = mach_boot_ptr(info, sizeof(*si));
	struct xen_hvm_param callback = { .domid = DOMID_SELF,
					  .index = HVM_PARAM_CALLBACK_IRQ };
	const char *why;

	/* No upcall; and when asked for that, the hypervisor looks which layout of the page it
	 * is to use: the one of the mode we are in. */
	xen_hvm_call(XEN_hvm_op, HVMOP_set_param, (uintptr_t)&callback);
	if (xen_hvm_physmap(XENMAPSPACE_shared_info, 0, xen_domain.shared) < 0)
		return "the hypervisor does not give the shared info page";
	if (si && si->version == 0)
		info = with_memory_map(si);
	why = mach_pvh_parse(info, &mach_bootinfo);
	if (!why && !(si->flags & SIF_INITDOMAIN))
		xen_hvm_pages();
	if (!why && xen_grant_boot && xen_grant_boot() < 0)
		why = "no grant table";
	return why;
}

static void before_seal(void)
{
	xen_event_init();
	/* No clock is to be looked for; memory() undoes it. */
	mach_clock_known(0, 0, 1);
}

void uk_plat_xen_pvh(uint64_t info)
{
	uint32_t vendor = cpuid(0).b;

	xen_vmmcall = vendor == VENDOR_AMD || vendor == VENDOR_HYGON;
	mach_boot(&xen_pvh_plat, setup(info), before_seal);
}
