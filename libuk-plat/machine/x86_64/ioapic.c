/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * I/O APICs (Intel 82093AA): where they are comes from the MADT, or is the
 * usual place. Lines are edge-triggered unless a platform knows better: drivers
 * acknowledge their device in thread context before they look at it, and a new event makes a
 * new edge.
 */
#include <errno.h>
#include "acpi.h"
#include "x86.h"
#include "layout.h"

#define DEFAULT_BASE 0xfec00000
#define IO_VERSION   1
#define REDIRECTION  0x10
#define MASKED	     0x10000

static volatile uint32_t *window(volatile uint32_t *io, unsigned reg)
{
	io[0] = reg;
	return &io[4];
}

static struct mach_ioapics *found(void)
{
	static struct mach_ioapics list;
	static bool looked;
	const struct mach_acpi_header *madt;

	if (looked)
		return &list;
	looked = true;
	madt = mach_acpi_find("APIC");
	if (madt)
		mach_madt_parse(madt, &list);
	if (!list.n) {
		list.n = 1;
		list.io[0].address = DEFAULT_BASE;
		list.io[0].base = 0;
	}
	return &list;
}

static unsigned last_pin(volatile uint32_t *io)
{
	return *window(io, IO_VERSION) >> 16 & 0xff;
}

void mach_ioapic_mask_all(void)
{
	const struct mach_ioapics *list = found();

	for (unsigned i = 0; i < list->n; i++) {
		volatile uint32_t *io = mach_mmio(list->io[i].address, 0x20);

		for (unsigned pin = 0; io && pin <= last_pin(io); pin++)
			*window(io, REDIRECTION + 2 * pin) = MASKED;
	}
}

int mach_ioapic_route(unsigned gsi, uint32_t entry)
{
	const struct mach_ioapics *list = found();

	for (unsigned i = 0; i < list->n; i++) {
		volatile uint32_t *io = mach_mmio(list->io[i].address, 0x20);
		unsigned pin = gsi - list->io[i].base;

		if (!io || gsi < list->io[i].base)
			continue;
		if (pin > last_pin(io))
			continue;
		*window(io, REDIRECTION + 2 * pin + 1) = mach_lapic_id() << 24;
		*window(io, REDIRECTION + 2 * pin) = entry;
		return 0;
	}
	return -ENXIO;
}
