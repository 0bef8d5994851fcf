/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Finds PCI functions and offers them to drivers. Only bus 0 is searched, and
 * what bridges on it lead to; configuration reads are slow, so nothing is read
 * of a function but its identity until a driver wants it.
 */
#include <errno.h>
#include <uk/anchor.h>
#include <uk/console.h>
#include <uk/init.h>
#include <uk/pci.h>
#include "machine.h"
#include "pci_priv.h"

#define ATTACHED_MAX   32
#define MULTI_FUNCTION 0x80
#define TYPE_MASK      0x7f
#define TYPE_BRIDGE    1

/* What UK_NEED(uk_bus_pci) refers to. */
extern const char uk_bus_pci[];
const char uk_bus_pci[1] = { 0 };

static struct uk_pci_dev attached[ATTACHED_MAX];
static unsigned nattached;

static void offer(const struct uk_pci_dev *found)
{
	struct uk_pci_dev *d;
	int r;

	UK_SET_FOREACH(pci_driver, const struct uk_pci_driver, drv) {
		if (drv->vendor != UK_PCI_ANY && drv->vendor != found->vendor)
			continue;
		if (found->device < drv->device_first || found->device > drv->device_last)
			continue;
		if (nattached == ATTACHED_MAX) {
			uk_log("pci: more than %d devices: %x is ignored", ATTACHED_MAX,
			       found->address);
			return;
		}
		d = &attached[nattached];
		*d = *found;
		d->class_code = uk_pci_read32(d, PCI_CLASS) >> 8;
		d->subsystem = uk_pci_read16(d, PCI_SUBSYSTEM);
		r = drv->probe(d);
		if (!r) {
			nattached++;
			return;
		}
		if (r != -ENODEV)
			uk_log("pci: %s cannot serve %x: error %d", drv->name, found->address,
			       -r);
	}
}

static void scan_bus(unsigned bus);

/* Returns the header type, or -1 if there is no such function. */
static int scan_function(uint32_t address)
{
	struct uk_pci_dev d = { .address = address };
	uint32_t id = uk_pci_read32(&d, PCI_ID);
	int type;

	d.vendor = id;
	d.device = id >> 16;
	if (d.vendor == 0xffff)
		return -1;
	type = uk_pci_read8(&d, PCI_HEADER_TYPE);
	if ((type & TYPE_MASK) == TYPE_BRIDGE) {
		unsigned secondary = uk_pci_read8(&d, PCI_SECONDARY_BUS);

		/* Numbers ascend, so that this ends. 0: firmware has not set it up. */
		if (secondary > address >> 8)
			scan_bus(secondary);
	} else {
		offer(&d);
	}
	return type;
}

static void scan_bus(unsigned bus)
{
	for (unsigned dev = 0; dev < 32; dev++) {
		uint32_t address = bus << 8 | dev << 3;
		int type = scan_function(address);

		for (unsigned fn = 1; type >= 0 && (type & MULTI_FUNCTION) && fn < 8; fn++)
			scan_function(address | fn);
	}
}

static int scan(void)
{
	/* The image may be running on another of its platforms. */
	if (mach_running && uk_pci_present())
		scan_bus(0);
	return 0;
}
UK_INIT(UK_LEVEL_BUS, scan);
