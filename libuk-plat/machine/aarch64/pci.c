/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A generic PCI host with memory-mapped configuration space (ECAM), by device tree: IEEE
 * 1275's PCI binding, Linux's bindings/pci/host-generic-pci.yaml. No firmware has assigned
 * addresses, so the host's window of 32-bit memory is handed out from its start.
 */
#include <libfdt.h>
#include <uk/irq.h>
#include <uk/pci.h>
#include "arm.h"
#include "pci_priv.h"

#define BUS_SHIFT    20
#define SPACE_MASK   0x03000000u /* of the first cell of a PCI address */
#define SPACE_MEM32  0x02000000u
#define PREFETCHABLE 0x40000000u

static struct {
	int node;
	uint64_t base;
	unsigned buses;
	uint32_t mapped[8]; /* a bit a bus */
	uint64_t window, window_end;
} host = { .node = -1 };

/* The 32-bit window that is seen by the CPU at the address that devices see it at. */
static bool find_window(void)
{
	int len;
	const fdt32_t *r = mach_fdt_prop(host.node, "ranges", 28, &len);

	/* PCI address: 3 cells; the CPU's: 2; size: 2 */
	for (; r && len >= 28; r += 7, len -= 28) {
		uint64_t pci = mach_fdt_cells(r + 1, 2), cpu = mach_fdt_cells(r + 3, 2),
			 size = mach_fdt_cells(r + 5, 2);

		if ((mach_fdt_cells(r, 1) & (SPACE_MASK | PREFETCHABLE)) != SPACE_MEM32 ||
		    pci != cpu || cpu + size < cpu || cpu + size > UINT32_MAX)
			continue;
		host.window = cpu;
		host.window_end = cpu + size;
		return true;
	}
	return false;
}

bool uk_pci_present(void)
{
	uint64_t len;
	int node = mach_fdt_next(-1, "pci-host-ecam-generic");

	host.node = node;
	if (node < 0 || fdt_address_cells(mach_tree.fdt, node) != 3 ||
	    fdt_address_cells(mach_tree.fdt, mach_fdt_parent(node)) != 2 ||
	    !mach_fdt_reg(node, 0, &host.base, &len))
		return false;
	host.buses = UK_MIN(len >> BUS_SHIFT, UINT64_C(256));
	return host.buses && find_window();
}

void mach_pci_window(uint64_t *start, uint64_t *end)
{
	*start = host.window;
	*end = host.window_end;
}

/* Registers at @off of @d, or NULL where there can be none. */
static volatile void *at(const struct uk_pci_dev *d, unsigned off)
{
	unsigned bus = d->address >> 8;
	uint64_t a = host.base + ((uint64_t)d->address << 12) + (off & 0xfff);

	if (bus >= host.buses)
		return NULL;
	if (!(host.mapped[bus / 32] >> bus % 32 & 1)) {
		if (!mach_mmio(host.base + ((uint64_t)bus << BUS_SHIFT), 1u << BUS_SHIFT))
			return NULL;
		host.mapped[bus / 32] |= 1u << bus % 32;
	}
	return (volatile void *)(uintptr_t)a;
}

#define ACCESS(bits)                                                               \
	uint##bits##_t uk_pci_read##bits(const struct uk_pci_dev *d, unsigned off) \
	{                                                                          \
		volatile uint##bits##_t *p = at(d, off & ~(bits / 8 - 1u));        \
                                                                                   \
		return p ? *p : (uint##bits##_t) - 1;                              \
	}
ACCESS(8)
ACCESS(16)
ACCESS(32)

#define WRITE(bits)                                                                         \
	void uk_pci_write##bits(const struct uk_pci_dev *d, unsigned off, uint##bits##_t v) \
	{                                                                                   \
		volatile uint##bits##_t *p = at(d, off & ~(bits / 8 - 1u));                 \
                                                                                            \
		if (p)                                                                      \
			*p = v;                                                             \
	}
WRITE(16)
WRITE(32)

/* interrupt-map: child address (3 cells) and pin, then the controller and its specifier. */
unsigned uk_pci_intx(const struct uk_pci_dev *d)
{
	unsigned pin = uk_pci_read8(d, PCI_INTERRUPT_PIN);
	int len, mask_len;
	const fdt32_t *mask = mach_fdt_prop(host.node, "interrupt-map-mask", 16, &mask_len),
		      *map = mach_fdt_prop(host.node, "interrupt-map", 4, &len);
	uint32_t want[4] = { d->address << 8, 0, 0, pin };

	if (!pin || !mask || !map)
		return UK_IRQ_NO_LINE;
	for (int left = len / 4; left > 5;) {
		int parent = fdt_node_offset_by_phandle(mach_tree.fdt, fdt32_ld(map + 4)),
		    ac = 0;
		bool match = true;
		const fdt32_t *cells;
		unsigned line;

		/* Whoever has no #address-cells here has none, not the default of two. */
		if (parent >= 0 && fdt_getprop(mach_tree.fdt, parent, "#address-cells", NULL))
			ac = fdt_address_cells(mach_tree.fdt, parent);
		if (parent < 0 || ac < 0 || left < 5 + ac + 3 ||
		    fdt32_ld(map + 4) != mach_tree.gic_phandle)
			break;
		for (unsigned i = 0; i < 4; i++)
			match = match && !((want[i] ^ fdt32_ld(map + i)) & fdt32_ld(mask + i));
		cells = map + 5 + ac;
		line = match ? mach_fdt_intid(cells) : 0;
		if (line)
			return line;
		map += 5 + ac + 3;
		left -= 5 + ac + 3;
	}
	return UK_IRQ_NO_LINE;
}
