/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the start takes from the device tree: memory, command line, boot module, seed, and
 * where interrupt controller, timer, console and firmware are.
 */
#include <libfdt.h>
#include "../../boot/boot_priv.h"
#include "arm.h"
#include "stub.h"

#define FDT	  mach_tree.fdt
#define FDT_MAX	  (2u << 20) /* booting.rst */
#define RAM_LIMIT (UINT64_C(1) << 39)

/* Nodes that the start looks for, all in one walk: the first of each that is not disabled. */
enum { GIC_V3, GIC_A15, GIC_400, TIMER, PSCI_02, PSCI_10, PL011, SBSA_UART, XEN, KNOWN };
static const char *const compatible[KNOWN] = {
	[GIC_V3] = "arm,gic-v3",    [GIC_A15] = "arm,cortex-a15-gic",
	[GIC_400] = "arm,gic-400",  [TIMER] = "arm,armv8-timer",
	[PSCI_02] = "arm,psci-0.2", [PSCI_10] = "arm,psci-1.0",
	[PL011] = "arm,pl011",	    [SBSA_UART] = "arm,sbsa-uart",
	[XEN] = "xen,xen",
};
static int nodes[KNOWN], chosen_node, reserved_node;

#define IS(s, what) uk_core_streq(s, what, sizeof(what) - 1)

static void note(int node)
{
	int len;
	const char *list = mach_fdt_prop(node, "compatible", 2, &len);

	for (unsigned i = 0; list && i < KNOWN; i++)
		if (nodes[i] < 0 && fdt_stringlist_contains(list, len, compatible[i]) &&
		    !mach_fdt_disabled(node))
			nodes[i] = node;
}

/* Returns whether that was the whole tree. */
static bool look(struct mach_bootinfo *b)
{
	uint64_t addr, len;
	const char *name, *type;
	int node, last = 0, depth = 0;

	for (unsigned i = 0; i < KNOWN; i++)
		nodes[i] = -1;
	chosen_node = reserved_node = -1;
	for (node = mach_fdt_walk(-1); node >= 0; node = mach_fdt_walk(node)) {
		last = node;
		name = mach_tree.depth == 1 ? fdt_get_name(FDT, node, NULL) : NULL;
		if (name && IS(name, "chosen"))
			chosen_node = node;
		else if (name && IS(name, "reserved-memory"))
			reserved_node = node;
		note(node);
		type = mach_fdt_prop(node, "device_type", 7, NULL);
		for (unsigned i = 0; type && IS(type, "memory") && b->ram.n < UK_BOOT_MEM_MAX &&
				     mach_fdt_reg(node, i, &addr, &len);
		     i++)
			if (addr < RAM_LIMIT)
				mach_ranges_add(&b->ram, addr, UK_MIN(len, RAM_LIMIT - addr));
	}
	mach_tree.is_xen = nodes[XEN] >= 0;
	depth = mach_tree.depth;
	return fdt_next_node(FDT, last, &depth) < 0 || depth < 0;
}

static const char *memory(struct mach_bootinfo *b)
{
	uint64_t addr, len;
	int child;

	if (!b->ram.n)
		return "device tree: no memory";
	/* What is reserved is not even mapped: nobody here has business there. */
	for (int i = 0; i < fdt_num_mem_rsv(FDT); i++)
		if (!fdt_get_mem_rsv(FDT, i, &addr, &len)) {
			if (addr + len < addr)
				return "device tree: a reservation wraps around";
			mach_ranges_cut(&b->ram, addr, addr + len);
		}
	if (reserved_node >= 0)
		fdt_for_each_subnode(
			child, FDT,
			reserved_node) for (unsigned i = 0; mach_fdt_reg(child, i, &addr, &len);
					    i++) mach_ranges_cut(&b->ram, addr, addr + len);
	return NULL;
}

static uint64_t number(int node, const char *name)
{
	int len;
	const void *p = mach_fdt_prop(node, name, 4, &len);

	return p ? mach_fdt_cells(p, len >= 8 ? 2 : 1) : 0;
}

static const char *chosen(struct mach_bootinfo *b)
{
	int node = chosen_node, len;
	const char *s;
	uint64_t end;

	if (node < 0)
		return NULL;
	s = mach_fdt_prop(node, "bootargs", 1, &len);
	if (s) {
		if (s[len - 1])
			return "device tree: bootargs is no string";
		b->cmdline = (uintptr_t)s;
	}
	b->module = number(node, "linux,initrd-start");
	end = number(node, "linux,initrd-end");
	if (b->module > end)
		return "device tree: boot module ends before it starts";
	b->module_len = end - b->module;
	s = mach_fdt_prop(node, "rng-seed", 1, &len);
	if (s) {
		mach_tree.seed_len = UK_MIN((size_t)len, sizeof(mach_tree.seed));
		__builtin_memcpy(mach_tree.seed, s, mach_tree.seed_len);
		__builtin_memset((char *)(uintptr_t)s, 0,
				 len); /* whoever reads the tree later */
	}
	return NULL;
}

/* Returns its node, or -1. */
static int console(void)
{
	int node = chosen_node, len, n;
	const char *path = NULL;
	uint64_t addr, size;

	if (node >= 0)
		path = mach_fdt_prop(node, "stdout-path", 2, &len);
	node = -1;
	if (path) {
		for (n = 0; n < len && path[n] && path[n] != ':';)
			n++;
		node = fdt_path_offset_namelen(FDT, path, n);
	}
	if (node < 0 || fdt_node_check_compatible(FDT, node, "arm,pl011"))
		node = nodes[PL011];
	if (node < 0) {
		node = nodes[SBSA_UART];
		mach_tree.uart_is_sbsa = node >= 0;
	}
	mach_tree.uart = 0;
	if (node >= 0 && mach_fdt_reg(node, 0, &addr, &size) && size >= 0x1000)
		mach_tree.uart = addr;
	return node;
}

static const char *interrupts(void)
{
	struct mach_tree *t = &mach_tree;
	const void *cells;
	int node = -1;

	for (unsigned i = GIC_V3; i <= GIC_400 && node < 0; i++) {
		node = nodes[i];
		t->gic_version = i == GIC_V3 ? 3 : 2;
	}
	if (node < 0)
		return "device tree: no interrupt controller that is known here";
	cells = mach_fdt_prop(node, "#interrupt-cells", 4, NULL);
	if (!cells || mach_fdt_cells(cells, 1) < 3 || mach_fdt_cells(cells, 1) > 3)
		return "device tree: interrupts of other than three cells";
	for (unsigned i = 0; i < 2; i++)
		if (!mach_fdt_reg(node, i, &t->gic[i], &t->gic_len[i]) || !t->gic[i] ||
		    t->gic_len[i] < 0x1000)
			return "device tree: bad registers of the interrupt controller";
	t->gic_phandle = fdt_get_phandle(FDT, node);
	node = nodes[TIMER];
	/* Secure, non-secure, virtual, hypervisor. */
	t->timer = node >= 0 ? mach_fdt_irq(node, 2) : 0;
	return t->timer && t->timer < 32 ? NULL : "device tree: no virtual timer";
}

static void firmware(void)
{
	int node = nodes[PSCI_02] >= 0 ? nodes[PSCI_02] : nodes[PSCI_10];
	const char *method;

	method = node >= 0 ? mach_fdt_prop(node, "method", 4, NULL) : NULL;
	if (method)
		MACH_STATE->psci = method[0] == 'h'   ? MACH_PSCI_HVC
				   : method[0] == 's' ? MACH_PSCI_SMC
						      : MACH_PSCI_NONE;
}

const char *mach_fdt_parse(uint64_t addr, struct mach_bootinfo *b)
{
	const void *fdt = addr % 8 ? NULL : mach_boot_ptr(addr, sizeof(struct fdt_header));
	const char *why;
	int uart;

	if (!fdt || fdt_magic(fdt) != FDT_MAGIC)
		return "device tree: there is none";
	if (fdt_totalsize(fdt) > FDT_MAX || !mach_boot_ptr(addr, fdt_totalsize(fdt)))
		return "device tree: too large";
	/* Before version 16 names are paths, which libfdt 1.6.1's check trips over. */
	if (fdt_version(fdt) < 16)
		return "device tree: of a version before 16";
	if (fdt_check_full(fdt, fdt_totalsize(fdt)))
		return "device tree: malformed";
	mach_tree.fdt = fdt;
	mach_tree.fdt_len = fdt_totalsize(fdt);
	if (!look(b))
		return "device tree: nodes too deep within each other";
	firmware();
	uart = console();
	why = memory(b);
	if (!why)
		why = chosen(b);
	if (!why)
		why = interrupts();
	if (!why && mach_tree.uart)
		mach_tree.uart_line = mach_fdt_irq(uart, 0);
	return why;
}
