/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From the start of a PV domain to uk_boot(). The builder has put behind the image, in some
 * order, what came with it: module, start info, pages shared with other domains, page tables,
 * stack; what is behind all of them is free. All of this in what Xen calls kernel mode, which
 * is CPL3 as everything else; the pool itself runs in user mode.
 */
#include <uk/console.h>
#include <uk/crash.h>
#include <uk/tls.h>
#include "stub.h"
#include "sys.h"
#include "x86.h"
#include "xen_x86.h"

/* 512 GiB: what one table of the third level maps. */
#define PAGES_MAX    (UINT64_C(1) << 27)
#define CR4_FSGSBASE (UINT64_C(1) << 16)
#define CR4_OSXSAVE  (UINT64_C(1) << 18)

extern char uk_image_start[], uk_image_end[];

extern char xen_pv_service_entry[], mach_exception_stack[3 * 4096];

xen_cold void xen_pv_start(struct xen_start_info *si, uint64_t stack) uk_noreturn;
void xen_pv_to_user(void);

static int protect(void *addr, size_t len, unsigned prot)
{
	return xen_pv_call_service(XEN_PV_PROTECT, (uintptr_t)addr, (uintptr_t)addr + len,
				   prot);
}

const struct uk_plat xen_pv_plat = {
	.name = "xen",
	.console_write = xen_console_write,
	.console_read = xen_console_read,
	.clock_ns = xen_clock_ns,
	.idle = xen_idle,
	.protect = protect,
	.entropy = mach_entropy,
	.irq_enable = xen_irq_enable,
	.shutdown = xen_shutdown,
};
UK_WALL_CLOCK(xen_pv_wall_clock) = { &xen_pv_plat, xen_wall_ns };

static void set_tls(void *tp)
{
	xen_pv_call_service(XEN_PV_FSBASE, (uintptr_t)tp, 0, 0);
}

/* The same page tables for both modes, and the way between them. */
static bool seal(void)
{
	struct mmuext_op op = { .cmd = MMUEXT_NEW_USER_BASEPTR };
	struct callback_register entry = { .type = CALLBACKTYPE_syscall,
					   .address = (uintptr_t)xen_pv_service_entry };

	op.arg1 = xen_pv_machine((uintptr_t)xen_pv.root) / PAGE_4K;
	if (xen_pv_hypercall(XEN_mmuext_op, (uintptr_t)&op, 1, 0, DOMID_SELF) ||
	    xen_pv_hypercall(XEN_callback_op, CALLBACKOP_register, (uintptr_t)&entry, 0, 0) ||
	    xen_pv_hypercall(XEN_stack_switch, FLAT_KERNEL_SS,
			     (uintptr_t)mach_exception_stack + sizeof(mach_exception_stack), 0,
			     0))
		return false;
	xen_pv_to_user();
	xen_pv_sealed = true;
	return true;
}

/* The processor as the hypervisor wants it seen (its prefix for emulated instructions). */
static struct cpuid xen_cpuid(uint32_t leaf)
{
	struct cpuid r;

	__asm__ volatile(".byte 0x0f, 0x0b, 0x78, 0x65, 0x6e; cpuid"
			 : "=a"(r.a), "=b"(r.b), "=c"(r.c), "=d"(r.d)
			 : "0"(leaf), "2"(0));
	return r;
}

/* As on a bare machine; the privileged instructions here are emulated. */
static void features(void)
{
	uint32_t max = xen_cpuid(0).a;
	struct cpuid id = xen_cpuid(1);
	uint64_t cr4;

	__asm__ volatile("mov %%cr4, %0" : "=r"(cr4));
	mach_cpu.rdrand = id.c >> 30 & 1;
	if (max >= 7) {
		mach_cpu.rdseed = xen_cpuid(7).b >> 18 & 1;
		if (xen_cpuid(7).b & 1)
			cr4 |= CR4_FSGSBASE;
	}
	if ((id.c >> 26 & 1) && max >= 0xd)
		cr4 |= CR4_OSXSAVE;
	__asm__ volatile("mov %1, %%cr4; mov %%cr4, %0" : "=r"(cr4) : "r"(cr4));
	if (cr4 & CR4_OSXSAVE)
		__asm__ volatile("xsetbv" : : "c"(0), "a"(xen_cpuid(0xd).a & 0xe7), "d"(0));
	if (!(cr4 & CR4_FSGSBASE))
		uk_tls_set_slow = set_tls;
}

static void uk_noreturn refuse(const char *why)
{
	char line[96];
	int n = uk_snprintf(line, sizeof(line), "uk: xen: %s\n", why);

	xen_console_write(line, UK_MIN(n, (int)sizeof(line) - 1));
	xen_shutdown(UK_SHUTDOWN_CRASH, UK_STATUS_ABORT);
}

/* Pages that the start info speaks of, by their machine frames, are mapped as ours. */
static void channels(const struct xen_start_info *si)
{
	uint32_t iopl = 3;

	if (si->flags & SIF_INITDOMAIN) {
		/* Ports are its own, as a bare machine's are. */
		xen_pv_hypercall(XEN_physdev_op, PHYSDEVOP_set_iopl, (uintptr_t)&iopl, 0, 0);
		return;
	}
	xen_domain.console = (void *)xen_pv_address(si->console_mfn);
	xen_domain.console_port = si->console_evtchn;
	xen_domain.store = (void *)xen_pv_address(si->store_mfn);
	xen_domain.store_port = si->store_evtchn;
}

static uint64_t end_of_builder(const struct xen_start_info *si, uint64_t stack)
{
	uint64_t end = UK_MAX((uint64_t)(uintptr_t)uk_image_end, stack);

	end = UK_MAX(end, (uintptr_t)(si + 1));
	end = UK_MAX(end, si->pt_base + si->nr_pt_frames * PAGE_4K);
	end = UK_MAX(end, si->mfn_list + si->nr_pages * sizeof(*xen_pv.p2m));
	end = UK_MAX(end, si->mod_start + si->mod_len);
	end = UK_MAX(end, (uintptr_t)xen_domain.console + PAGE_4K);
	end = UK_MAX(end, (uintptr_t)xen_domain.store + PAGE_4K);
	return UK_ALIGN_UP(end, PAGE_4K);
}

void xen_pv_start(struct xen_start_info *si, uint64_t stack)
{
	static struct uk_boot boot;
	uint64_t free, start = UK_ALIGN_DOWN((uint64_t)(uintptr_t)uk_image_start, PAGE_4K);

	xen_is_pv = true;
	xen_pv.p2m = (const uint64_t *)si->mfn_list;
	xen_pv.pages = UK_MIN(si->nr_pages, PAGES_MAX);
	xen_pv.root = (uint64_t *)si->pt_base;
	xen_pv_map(xen_domain.shared, si->shared_info / PAGE_4K);
	channels(si);
	xen_pv_traps();
	features();
	if (si->flags & (SIF_MULTIBOOT_MOD | SIF_MOD_START_PFN))
		refuse("the boot module is in a form that was not asked for");
	free = xen_pv_paging(si, end_of_builder(si, stack));
	if (!free || free >= xen_pv.pages * PAGE_4K)
		refuse("page tables: the hypervisor refused an entry, or too little memory");
	xen_event_init();
	if (xen_grant_boot && xen_grant_boot() < 0)
		refuse("no grant table");
	if (!seal())
		refuse("user mode: refused by the hypervisor");

	boot.mem[0] = (struct uk_memrange){ free, xen_pv.pages * PAGE_4K - free };
	boot.mem[1] = (struct uk_memrange){ PAGE_4K, start - PAGE_4K };
	boot.nmem = 2;
	si->cmd_line[sizeof(si->cmd_line) - 1] = '\0';
	boot.cmdline = si->cmd_line;
	if (si->mod_len) {
		boot.module = (const void *)si->mod_start;
		boot.module_len = si->mod_len;
	}
	uk_boot(&xen_pv_plat, &boot);
}
