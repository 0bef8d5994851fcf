/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * PCI (Local Bus Specification 3.0, chapter 6): functions found at
 * UK_LEVEL_BUS are offered to the drivers in linker set pci_driver.
 * Code that has such a driver refers to UK_NEED(uk_bus_pci).
 */
#ifndef UK_PCI_H
#define UK_PCI_H

#include <stdint.h>
#include <uk/set.h>

#define UK_PCI_ANY 0xffff

struct uk_pci_dev {
	uint32_t address; /* bus << 8 | device << 3 | function */
	uint16_t vendor, device, subsystem;
	uint32_t class_code; /* 24 bits: class, subclass, interface */
};

struct uk_pci_driver {
	const char *name;
	uint16_t vendor;		    /* or UK_PCI_ANY */
	uint16_t device_first, device_last; /* inclusive */
	/* 0: attached; -ENODEV: not mine after all; other -errno: reported. @dev lives for ever
	 * if 0 is returned. */
	int (*probe)(struct uk_pci_dev *dev);
};
#define UK_PCI_DRIVER(var) UK_SET_ADD(pci_driver, struct uk_pci_driver, var)

/* Configuration space, @off aligned to the access and < 256. Thread context. */
uint32_t uk_pci_read32(const struct uk_pci_dev *d, unsigned off);
uint16_t uk_pci_read16(const struct uk_pci_dev *d, unsigned off);
uint8_t uk_pci_read8(const struct uk_pci_dev *d, unsigned off);
void uk_pci_write32(const struct uk_pci_dev *d, unsigned off, uint32_t v);
void uk_pci_write16(const struct uk_pci_dev *d, unsigned off, uint16_t v);

/* First capability with @id at or after offset @from (0: the first); its offset or 0. Bounded:
 * a looping list ends. */
unsigned uk_pci_capability(const struct uk_pci_dev *d, uint8_t id, unsigned from);

/*
 * Map memory BAR @bar (0..5; 64-bit ones too), assigning an address if firmware has not, and
 * turn on memory decoding and bus mastering. Returns its address, uncached, or NULL; *len is
 * its size in bytes.
 */
void *uk_pci_map_bar(const struct uk_pci_dev *d, unsigned bar, size_t *len);

/*
 * Direct MSI-X table entry @entry at the interrupt source @source (from
 * uk_irq_attach(UK_IRQ_NO_LINE, …)) and enable MSI-X. 0 or -ENODEV, -EINVAL.
 */
int uk_pci_msix(const struct uk_pci_dev *d, unsigned entry, int source);

/*
 * The same by plain MSI (section 6.8.1), which has one message: for devices without MSI-X.
 * Call uk_pci_map_bar() as well: bus mastering must be on. 0, -ENODEV (the device or the
 * machine has none), -EINVAL.
 */
int uk_pci_msi(const struct uk_pci_dev *d, int source);

/* The legacy interrupt line (global system interrupt), or UK_IRQ_NO_LINE. */
unsigned uk_pci_intx(const struct uk_pci_dev *d);

#endif
