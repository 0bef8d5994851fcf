/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The inside of the AArch64 machine: prototypes under the file that owns them.
 */
#ifndef MACHINE_ARM_H
#define MACHINE_ARM_H

#include <uk/trap.h>
#include "machine.h"

/* Nodes within each other; real trees have six. */
#define MACH_FDT_DEPTH 16

/* What the device tree says of the parts that there are drivers for in here. Addresses are 0
 * where there is none. */
struct mach_tree {
	const void *fdt; /* stays where it was loaded; NULL: not looked at yet, or malformed */
	uint64_t fdt_len;
	bool is_xen;
	/* The way to the node that was walked to last, from the root. */
	int way[MACH_FDT_DEPTH + 1], depth;
	uint64_t uart; /* PL011, or what of one is left in SBSA's generic UART */
	bool uart_is_sbsa;
	unsigned uart_line;
	unsigned gic_version;	     /* 2 or 3 */
	uint64_t gic[2], gic_len[2]; /* distributor; CPU interface or redistributors */
	uint32_t gic_phandle;
	unsigned timer;	  /* interrupt ID of the virtual timer */
	unsigned events;  /* of a hypervisor's events, or 0; below 32, as the timer's */
	uint8_t seed[64]; /* random bytes from the loader, handed out once */
	unsigned seed_len;
};
extern struct mach_tree mach_tree;

/*
 * fdt_boot.c: check the tree at @addr and take from it what the start needs. NULL, or what is
 * wrong. Before the seal.
 */
mach_cold const char *mach_fdt_parse(uint64_t addr, struct mach_bootinfo *b);

/*
 * fdt.c: reads of mach_tree.fdt, each checked: a property that is too short, a number that does
 * not fit or an address that no bus translates is as if it were not there.
 */
/* The node after @node in the tree's order (-1: the root), -1 at the end or where nodes are too
 * deep within each other. */
mach_cold int mach_fdt_walk(int node);
/* The node that @node is in; -1 for the root. */
mach_cold int mach_fdt_parent(int node);
/* Disabled devices are as if they were not there. */
mach_cold bool mach_fdt_disabled(int node);
/* Entry @index of @node's reg, as the CPU sees it. */
mach_cold bool mach_fdt_reg(int node, unsigned index, uint64_t *addr, uint64_t *len);
/* Interrupt @index of @node, if it is the GIC's: its ID, or 0. */
mach_cold unsigned mach_fdt_irq(int node, unsigned index);
/* The ID of an interrupt specifier of the GIC's, three cells; 0: none that could be routed. */
mach_cold unsigned mach_fdt_intid(const void *cells);
/* The next node with @compatible after @node (-1: the first), that is not disabled; or -1. */
mach_cold int mach_fdt_next(int node, const char *compatible);
/* Property @name, at least @min bytes long; NULL. */
mach_cold const void *mach_fdt_prop(int node, const char *name, int min, int *len);
/* @n (1 or 2) cells as a number. */
mach_cold uint64_t mach_fdt_cells(const void *p, unsigned n);

/* boot_ptr.c: boot data at @addr, mapped; NULL if it cannot be. Before the seal. */
mach_cold const void *mach_boot_ptr(uint64_t addr, size_t len);
/* The same for device registers. */
mach_cold bool mach_boot_device(uint64_t addr, uint64_t len);
/* The same for a page of memory in a GiB that has device registers, too; asked for before those
 * are. */
mach_cold void *mach_boot_page(uint64_t addr);

/* gic.c: this CPU's interrupts on, all others off. At EL1, before the seal. */
mach_cold const char *mach_gic_init(void);

/* irq.c: are there lines that several sources share? Raise all of these sources. */
bool mach_irq_shared(void);
void mach_irq_raise_shared(void);

/* trap.c: the crash report; what the stub calls, on a stack of its own at EL0; and of what,
 * which it has written. */
mach_cold void mach_exception(void) uk_noreturn;
extern void (*mach_on_exception)(void) uk_noreturn;
extern struct uk_regs mach_exception_regs;

/* shutdown.c: end with @status, if there is semihosting. Returns if there is none. */
mach_cold void mach_exit(int status);

#endif
