/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The PC's PCI: configuration space by mechanism #1 (PCI Local Bus Specification 3.0,
 * 3.2.2.3.2), ports 0xcf8 and 0xcfc; interrupt lines.
 */
#include <uk/irq.h>
#include <uk/pci.h>
#include "machine.h"
#include "pci_priv.h"
#include "sys.h"

#define ADDRESS 0xcf8
#define DATA	0xcfc
#define ENABLE	0x80000000u

/* Below the I/O APIC, above what firmware uses. */
#define WINDOW	   0xfe000000u
#define WINDOW_END 0xfe800000u

static unsigned select(const struct uk_pci_dev *d, unsigned off)
{
	outl(ADDRESS, ENABLE | d->address << 8 | (off & 0xfc));
	return DATA + (off & 3);
}

bool uk_pci_present(void)
{
	/* The address register reads back; where there is no PCI, so does nothing. */
	outl(ADDRESS, ENABLE);
	return inl(ADDRESS) == ENABLE;
}

uint32_t uk_pci_read32(const struct uk_pci_dev *d, unsigned off)
{
	return inl(select(d, off & ~3u));
}

uint16_t uk_pci_read16(const struct uk_pci_dev *d, unsigned off)
{
	return inw(select(d, off & ~1u));
}

uint8_t uk_pci_read8(const struct uk_pci_dev *d, unsigned off)
{
	return inb(select(d, off));
}

void uk_pci_write32(const struct uk_pci_dev *d, unsigned off, uint32_t v)
{
	outl(select(d, off & ~3u), v);
}

void uk_pci_write16(const struct uk_pci_dev *d, unsigned off, uint16_t v)
{
	outw(select(d, off & ~1u), v);
}

void mach_pci_window(uint64_t *start, uint64_t *end)
{
	*start = WINDOW;
	*end = WINDOW_END;
}

unsigned uk_pci_intx(const struct uk_pci_dev *d)
{
	unsigned line = uk_pci_read8(d, PCI_INTERRUPT_LINE);

	/* Firmware writes the line of the 8259s, which is an I/O APIC's too. */
	return uk_pci_read8(d, PCI_INTERRUPT_PIN) && line && line < 24 ? line : UK_IRQ_NO_LINE;
}
