/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Registers of the configuration header (PCI Local Bus Specification 3.0,
 * section 6.1) and what the files of this bus share.
 */
#ifndef UK_PCI_PRIV_H
#define UK_PCI_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct uk_pci_dev;

enum {
	PCI_ID = 0x00,
	PCI_COMMAND = 0x04,
	PCI_STATUS = 0x06,
	PCI_CLASS = 0x08,
	PCI_HEADER_TYPE = 0x0e,
	PCI_BAR0 = 0x10,
	PCI_SECONDARY_BUS = 0x19,
	PCI_SUBSYSTEM = 0x2e,
	PCI_CAPABILITIES = 0x34,
	PCI_INTERRUPT_LINE = 0x3c,
	PCI_INTERRUPT_PIN = 0x3d,
};

#define PCI_COMMAND_MEMORY	 0x0002
#define PCI_COMMAND_MASTER	 0x0004
#define PCI_COMMAND_INTX_DISABLE 0x0400

/* The machine's: whether there is a PCI host bridge that it knows to reach. */
bool uk_pci_present(void);

#endif
