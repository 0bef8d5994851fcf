/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Platform xen on AArch64: a domain is a machine without devices of its own (Xen,
 * docs/misc/arm/booting.txt, public/arch-arm.h), so machine/ starts it. Before the page tables
 * are sealed, at EL1, the hypervisor is asked for everything that needs a pointer. Its events
 * are an interrupt of this CPU, which the hypervisor's node in the device tree names; time is
 * the generic timer's.
 */
#include <uk/anchor.h>
#include <uk/cpu.h>
#include <uk/vm.h>
#include <uk/xen.h>
#include "arm.h"
#include "hvm.h"
#include "stub.h"
#include "sys.h"
#include "xen_arm.h"

#define NS_PER_S UINT64_C(1000000000)

UK_ANCHOR(plat_xen);
UK_NEED(uk_anchor_plat_machine);
UK_NEED(uk_plat_machine_header);
UK_NEED(uk_plat_xen_misplaced);
UK_NEED(xen_svc);

/* machine/aarch64/start.c */
xen_cold void uk_plat_xen_start(const char *why) uk_noreturn;

static uint8_t shared[UK_PAGE_SIZE] uk_aligned(4096);
struct xen_domain xen_domain = { .shared = (struct shared_info *)shared };

bool uk_xen_running(void)
{
	return uk_plat == &xen_plat;
}

void *uk_xen_store(int *port)
{
	*port = xen_domain.store_port;
	return xen_domain.store;
}

uint64_t xen_frame(const void *page)
{
	return (uintptr_t)page / UK_PAGE_SIZE;
}

/* Before mach_clock_init(), too. */
uint64_t xen_clock_ns(void)
{
	uint64_t rate = uk_cycles_rate(), now = uk_cycles();

	return rate ? now / rate * NS_PER_S + now % rate * NS_PER_S / rate : 0;
}

/*
 * A domain that the hypervisor built itself has neither a ring nor the right to console_io, but
 * an emulated UART. The interrupt lines of such are numbered above event channels.
 */
#define FIRST_LINE EVTCHN_2L_CHANNELS

static void console_write(const char *buf, size_t len)
{
	(mach_tree.uart ? mach_serial_write : xen_console_write)(buf, len);
}

static int console_read(char *buf, size_t len)
{
	return (mach_tree.uart ? mach_serial_read : xen_console_read)(buf, len);
}

static int irq_enable(unsigned line)
{
	long r;

	if (line < FIRST_LINE || xen_nports == XEN_PORTS)
		return xen_irq_enable(line);
	r = mach_service(SVC_IRQ, line - FIRST_LINE, xen_nports, 0);
	if (r < 0)
		return r;
	xen_ports[xen_nports] = UINT32_MAX; /* no port is this source's */
	return xen_nports++;
}

const struct uk_plat xen_plat = {
	.name = "xen",
	.console_write = console_write,
	.console_read = console_read,
	.clock_ns = mach_clock_ns,
	.memory = xen_hvm_memory,
	.idle = xen_idle,
	.protect = mach_protect,
	.entropy = mach_entropy,
	.irq_enable = irq_enable,
	.shutdown = xen_shutdown,
};
UK_WALL_CLOCK(xen_wall_clock) = { &xen_plat, xen_wall_ns };

long xen_hvm_call(unsigned nr, uint64_t a, uint64_t b)
{
	return xen_hypercall(nr, a, b, 0);
}

/* By the page tables of the start, too. */
bool xen_hvm_reach(uint64_t pa)
{
	return mach_boot_page(pa);
}

int xen_grant_map(void *table, unsigned frames)
{
	return xen_hvm_grant_map(table, frames);
}

static const char *setup(void)
{
	int node = mach_fdt_next(-1, "xen,xen");

	/* Any other is a device of the machine, and not for this. */
	if (!mach_tree.uart_is_sbsa)
		mach_tree.uart = 0;
	else if (mach_tree.uart_line)
		mach_tree.uart_line += FIRST_LINE;
	mach_tree.events = mach_fdt_irq(node, 0);
	if (mach_tree.events < 16 || mach_tree.events > 31)
		return "device tree: no interrupt for events";
	if (xen_hvm_physmap(XENMAPSPACE_shared_info, 0, xen_domain.shared) < 0)
		return "the hypervisor does not give the shared info page";
	xen_event_init();
	/* The initial domain and those that the hypervisor itself builds have none of these. */
	xen_hvm_pages();
	return xen_grant_boot && xen_grant_boot() < 0 ? "no grant table" : NULL;
}

void uk_plat_xen_start(const char *why)
{
	const char *wrong = setup();

	mach_boot(&xen_plat, why ? why : wrong, NULL);
}
