/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Plain MSI (PCI Local Bus Specification 3.0, section 6.8.1), one message: for
 * devices that have no MSI-X.
 */
#include <errno.h>
#include <uk/irq.h>
#include <uk/pci.h>
#include "machine.h"
#include "pci_priv.h"

#define CAP_MSI 0x05

/* Message control. */
#define ENABLE	      0x0001
#define MULTIPLE      0x0070 /* log2 of how many messages the device may send */
#define WIDE	      0x0080 /* a 64-bit address: data is four bytes further on */
#define PER_VECTOR    0x0100 /* there are mask bits, behind the data */
#define CONFIG_LENGTH 0x100

int uk_pci_msi(const struct uk_pci_dev *d, int source)
{
	unsigned cap = uk_pci_capability(d, CAP_MSI, 0), at;
	uint64_t address;
	uint16_t control;
	uint32_t data;

	if (!cap)
		return -ENODEV;
	if (source < 0 || source >= UK_IRQ_MAX)
		return -EINVAL;
	control = uk_pci_read16(d, cap + 2);
	at = cap + (control & WIDE ? 12 : 8);
	if (at + (control & PER_VECTOR ? 12 : 2) > CONFIG_LENGTH ||
	    mach_msi(source, &address, &data) || (!(control & WIDE) && address >> 32))
		return -ENODEV;
	/* It must not send while its message is half written. */
	control &= ~(ENABLE | MULTIPLE);
	uk_pci_write16(d, cap + 2, control);
	uk_pci_write32(d, cap + 4, address);
	if (control & WIDE)
		uk_pci_write32(d, cap + 8, address >> 32);
	uk_pci_write16(d, at, data);
	if (control & PER_VECTOR)
		uk_pci_write32(d, at + 4, 0);
	uk_pci_write16(d, cap + 2, control | ENABLE);
	return 0;
}
