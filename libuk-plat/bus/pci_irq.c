/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * MSI-X (PCI Local Bus Specification 3.0, section 6.8.2).
 */
#include <errno.h>
#include <uk/irq.h>
#include <uk/pci.h>
#include "machine.h"
#include "pci_priv.h"

#define CAP_MSIX      0x11
#define CAP_MSIX_LEN  12
#define MSIX_ENABLE   0x8000
#define MSIX_MASK_ALL 0x4000
#define MSIX_SIZE     0x07ff

struct msix_entry {
	uint32_t address_low, address_high, data, control;
};

int uk_pci_msix(const struct uk_pci_dev *d, unsigned entry, int source)
{
	unsigned cap = uk_pci_capability(d, CAP_MSIX, 0);
	volatile struct msix_entry *e;
	uint16_t control;
	uint32_t where, data;
	uint64_t address;
	size_t len;
	char *bar;

	/* One at the end of the space would reach beyond it. */
	if (!cap || cap > 256 - CAP_MSIX_LEN)
		return -ENODEV;
	control = uk_pci_read16(d, cap + 2);
	where = uk_pci_read32(d, cap + 4);
	if (source < 0 || source >= UK_IRQ_MAX || entry > (control & MSIX_SIZE))
		return -EINVAL;
	bar = uk_pci_map_bar(d, where & 7, &len);
	where = (where & ~7u) + entry * sizeof(*e);
	if (!bar || len < sizeof(*e) || where > len - sizeof(*e) ||
	    mach_msi(source, &address, &data))
		return -ENODEV;
	e = (volatile struct msix_entry *)(bar + where);
	e->address_low = address;
	e->address_high = address >> 32;
	e->data = data;
	e->control = uk_opaque(0u);
	if ((control & (MSIX_ENABLE | MSIX_MASK_ALL)) != MSIX_ENABLE)
		uk_pci_write16(d, cap + 2, (control | MSIX_ENABLE) & ~MSIX_MASK_ALL);
	return 0;
}
