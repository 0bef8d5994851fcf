/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A PCI function whose configuration space and BARs are the input: capability
 * lists, BAR sizes and MSI-X tables may be anything, and no access leaves what was mapped.
 *
 * fuzz-sources: bus/pci_bar.c bus/pci_capability.c bus/pci_irq.c
 * fuzz-flags: -iquote machine -iquote bus
 */
#include <stdlib.h>
#include <string.h>
#include <uk/irq.h>
#include <uk/pci.h>
#include "machine.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t config[256];
static uint32_t bar_mask[6];
static void *mapped;
static size_t mapped_len;

uint32_t uk_pci_read32(const struct uk_pci_dev *d, unsigned off)
{
	uint32_t v;

	(void)d;
	if (off > 252)
		abort();
	memcpy(&v, config + off, 4);
	return v;
}

uint16_t uk_pci_read16(const struct uk_pci_dev *d, unsigned off)
{
	return uk_pci_read32(d, off & ~3u) >> (off & 2) * 8;
}

uint8_t uk_pci_read8(const struct uk_pci_dev *d, unsigned off)
{
	return uk_pci_read32(d, off & ~3u) >> (off & 3) * 8;
}

void uk_pci_write32(const struct uk_pci_dev *d, unsigned off, uint32_t v)
{
	uint32_t old = uk_pci_read32(d, off);

	if (off >= 0x10 && off < 0x28)
		v = (v & bar_mask[(off - 0x10) / 4]) | (old & 15);
	memcpy(config + off, &v, 4);
}

void uk_pci_write16(const struct uk_pci_dev *d, unsigned off, uint16_t v)
{
	(void)d;
	if (off > 254)
		abort();
	memcpy(config + off, &v, 2);
}

/* What the driver asks for is what it gets, to the byte; large ones it may not touch far in. */
void *mach_mmio(uint64_t pa, size_t len)
{
	(void)pa;
	if (len > 1 << 20)
		return NULL;
	free(mapped);
	mapped = calloc(1, len);
	mapped_len = len;
	return mapped;
}

void mach_pci_window(uint64_t *start, uint64_t *end)
{
	*start = 0xfe000000;
	*end = 0xfe800000;
}

int mach_msi(int source, uint64_t *address, uint32_t *data)
{
	*address = 0xfee00000;
	*data = 32 + source;
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint32_t next = 8;
	struct uk_pci_dev dev = { .address = next++ };
	size_t len;
	unsigned from = 0, turns = 0;

	if (size < sizeof(bar_mask) + 4)
		return 0;
	memcpy(bar_mask, data, sizeof(bar_mask));
	data += sizeof(bar_mask);
	size -= sizeof(bar_mask);
	memset(config, 0, sizeof(config));
	memcpy(config, data + 4, size - 4 < sizeof(config) ? size - 4 : sizeof(config));
	/* One more than an offset: the next one after it. */
	while ((from = uk_pci_capability(&dev, data[0], from)) != 0) {
		if (++turns > 256)
			abort();
		from |= 1;
	}
	uk_pci_msix(&dev, data[1] | (data[2] & 15) << 8, data[3] % UK_IRQ_MAX);
	for (unsigned bar = 0; bar < 7; bar++)
		uk_pci_map_bar(&dev, bar, &len);
	free(mapped);
	mapped = NULL;
	return 0;
}
