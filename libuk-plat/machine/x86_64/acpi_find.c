/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From the RSDP over the XSDT or RSDT to a table (ACPI 6.5, section 5.2.5). Every
 * length is checked before it is used, every checksum before a table is.
 */
#include <uk/console.h>
#include "acpi.h"
#include "x86.h"

#define BIOS_START 0xe0000
#define BIOS_END   0x100000

struct rsdp {
	char signature[8];
	uint8_t checksum;
	char oem_id[6];
	uint8_t revision;
	uint32_t rsdt;
	/* revision 2 */
	uint32_t length;
	uint64_t xsdt;
	uint8_t checksum2, reserved[3];
} uk_packed;

#define RSDP_V1_SIZE 20

static bool is_rsdp(const struct rsdp *r)
{
	return mach_acpi_is(r->signature, "RSD ") && mach_acpi_is(r->signature + 4, "PTR ") &&
	       mach_acpi_sum_ok(r, RSDP_V1_SIZE);
}

static const struct rsdp *find_rsdp(void)
{
	const struct rsdp *r;
	const char *bios;

	if (mach_bootinfo.rsdp) {
		r = mach_bootinfo.rsdp_copied
			    ? (const struct rsdp *)(uintptr_t)mach_bootinfo.rsdp
			    : mach_mmio(mach_bootinfo.rsdp, sizeof(*r));
		if (r && is_rsdp(r))
			return r;
		uk_log("acpi: what the boot loader says is the RSDP is not one");
	}
	/* A PVH loader knows; under Linux's protocol the kernel has to look. */
	if (!mach_bootinfo.scan_for_rsdp)
		return NULL;
	bios = mach_mmio(BIOS_START, BIOS_END - BIOS_START);
	for (unsigned off = 0; bios && off < BIOS_END - BIOS_START; off += 16) {
		r = (const struct rsdp *)(bios + off);
		if (is_rsdp(r) && off + sizeof(*r) <= BIOS_END - BIOS_START)
			return r;
	}
	return NULL;
}

/* The table at @pa, checked; NULL after a message if it is malformed. */
static const struct mach_acpi_header *table(uint64_t pa)
{
	const struct mach_acpi_header *h = mach_mmio(pa, sizeof(*h));

	if (h && mach_acpi_header_ok(h) && mach_mmio(pa, h->length) &&
	    mach_acpi_sum_ok(h, h->length))
		return h;
	uk_log("acpi: malformed table at %#lx ignored", (unsigned long)pa);
	return NULL;
}

static const struct mach_acpi_header *root(unsigned *entry_size)
{
	static const struct mach_acpi_header *h;
	static unsigned size;
	static bool looked;
	const struct rsdp *r;

	if (!looked) {
		looked = true;
		r = find_rsdp();
		if (r) {
			size = r->revision >= 2 && r->xsdt ? 8 : 4;
			h = table(size == 8 ? r->xsdt : r->rsdt);
		}
	}
	*entry_size = size;
	return h;
}

const struct mach_acpi_header *mach_acpi_find(const char *signature)
{
	unsigned size;
	const struct mach_acpi_header *r = root(&size), *h;
	uint64_t pa;

	for (size_t off = sizeof(*r); r && off + size <= r->length; off += size) {
		pa = 0;
		__builtin_memcpy(&pa, (const char *)r + off, size);
		h = pa ? mach_mmio(pa, sizeof(*h)) : NULL;
		if (h && mach_acpi_is(h->signature, signature)) {
			h = table(pa);
			if (h)
				return h;
		}
	}
	return NULL;
}

const struct mach_acpi_header *mach_acpi_dsdt(struct mach_fadt *fadt)
{
	const struct mach_acpi_header *h = mach_acpi_find("FACP");

	return h && mach_fadt_parse(h, fadt) && fadt->dsdt ? table(fadt->dsdt) : NULL;
}
