/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The list of capabilities (PCI Local Bus Specification 3.0, section 6.7). It is
 * read once per device, as each configuration read may cost 50 us, and ends
 * where it leads back to itself.
 */
#include <uk/pci.h>
#include "pci_priv.h"

#define CAP_LIST_STATUS 0x0010
#define CAP_MAX		48 /* as many as fit behind the header */

static struct {
	const struct uk_pci_dev *dev;
	uint32_t address;
	unsigned n;
	struct {
		uint8_t off, id;
	} cap[CAP_MAX];
} list;

static void read_list(const struct uk_pci_dev *d)
{
	uint64_t seen = 0;
	uint16_t head;
	unsigned off;

	list.dev = d;
	list.address = d->address;
	list.n = 0;
	if (!(uk_pci_read16(d, PCI_STATUS) & CAP_LIST_STATUS))
		return;
	off = uk_pci_read8(d, PCI_CAPABILITIES) & 0xfc;
	while (off >= 0x40 && list.n < CAP_MAX && !(seen >> (off / 4) & 1)) {
		seen |= UINT64_C(1) << (off / 4);
		head = uk_pci_read16(d, off);
		list.cap[list.n].off = off;
		list.cap[list.n++].id = head;
		off = head >> 8 & 0xfc;
	}
}

unsigned uk_pci_capability(const struct uk_pci_dev *d, uint8_t id, unsigned from)
{
	unsigned i = 0;

	if (list.dev != d || list.address != d->address)
		read_list(d);
	/* Order is that of the list, which need not ascend. */
	if (from) {
		while (i < list.n && list.cap[i].off != (from & 0xfc))
			i++;
		if (from & 3)
			i++;
	}
	for (; i < list.n; i++)
		if (list.cap[i].id == id)
			return list.cap[i].off;
	return 0;
}
