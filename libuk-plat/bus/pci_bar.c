/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Base address registers (PCI Local Bus Specification 3.0, section 6.2.5).
 */
#include <uk/pci.h>
#include "machine.h"
#include "pci_priv.h"

#define BAR_IO	  0x1u
#define BAR_TYPE  0x6u
#define BAR_64	  0x4u
#define BAR_FLAGS 0xfu

/* Sizing a BAR takes eight slow accesses, and a virtio driver asks five times. */
static struct bar {
	uint32_t address;
	unsigned index;
	uint64_t base, size;
} cache[8];
static unsigned ncached;

/* An address for @size bytes, a power of two, that firmware has not assigned; or 0. */
static uint64_t assign(uint64_t size)
{
	static uint64_t next, end;
	uint64_t base;

	if (!end)
		mach_pci_window(&next, &end);
	base = UK_ALIGN_UP(next, size);
	if (base < next || base > end || size > end - base)
		return 0;
	next = base + size;
	return base;
}

static bool measure(const struct uk_pci_dev *d, unsigned index, struct bar *b)
{
	unsigned reg = PCI_BAR0 + 4 * index;
	uint32_t low = uk_pci_read32(d, reg), high = 0, mask_low, mask_high = ~0u;
	bool wide = (low & BAR_TYPE) == BAR_64;
	uint16_t command = uk_pci_read16(d, PCI_COMMAND);

	if ((low & BAR_IO) || (wide && index == 5))
		return false;
	/* While it holds the size it must not decode. */
	uk_pci_write16(d, PCI_COMMAND, command & ~PCI_COMMAND_MEMORY);
	uk_pci_write32(d, reg, ~0u);
	mask_low = uk_pci_read32(d, reg) & ~BAR_FLAGS;
	if (wide) {
		high = uk_pci_read32(d, reg + 4);
		uk_pci_write32(d, reg + 4, ~0u);
		mask_high = uk_pci_read32(d, reg + 4);
	}
	b->base = (uint64_t)high << 32 | (low & ~BAR_FLAGS);
	b->size = ~((uint64_t)mask_high << 32 | mask_low) + 1;
	b->address = d->address;
	b->index = index;
	if (!mask_low && (!wide || !mask_high))
		b->size = 0;
	/* A power of two, or it is no size. */
	if (!b->size || (b->size & (b->size - 1)))
		b->size = 0;
	if (b->size && !b->base)
		b->base = assign(b->size);
	uk_pci_write32(d, reg, b->base);
	if (wide)
		uk_pci_write32(d, reg + 4, b->base >> 32);
	uk_pci_write16(d, PCI_COMMAND, command | PCI_COMMAND_MEMORY | PCI_COMMAND_MASTER);
	return b->size && b->base;
}

void *uk_pci_map_bar(const struct uk_pci_dev *d, unsigned bar, size_t *len)
{
	struct bar *b;

	if (bar > 5)
		return NULL;
	for (unsigned i = 0; i < UK_ARRAY_SIZE(cache); i++) {
		b = &cache[i];
		if (b->size && b->address == d->address && b->index == bar)
			goto found;
	}
	b = &cache[ncached++ % UK_ARRAY_SIZE(cache)];
	if (!measure(d, bar, b)) {
		b->size = 0;
		return NULL;
	}
found:
	*len = b->size;
	return mach_mmio(b->base, b->size);
}
