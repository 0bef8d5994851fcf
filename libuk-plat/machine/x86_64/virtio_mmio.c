/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * virtio-mmio devices by ACPI: only machines without the PC's legacy have them, and
 * their DSDT is short.
 */
#include "acpi.h"
#include "machine.h"

static void (*tell)(uint64_t base, uint64_t len, unsigned line);

static void found(uint32_t base, uint32_t len, uint32_t gsi, void *arg)
{
	(void)arg;
	tell(base, len, gsi);
}

void mach_virtio_mmio(void (*fn)(uint64_t base, uint64_t len, unsigned line))
{
	struct mach_fadt f;
	const struct mach_acpi_header *h = mach_acpi_find("FACP");

	if (!h || !mach_fadt_parse(h, &f) || !f.hw_reduced)
		return;
	h = mach_acpi_dsdt(&f);
	tell = fn;
	if (h)
		mach_aml_virtio((const uint8_t *)(h + 1), h->length - sizeof(*h), found, NULL);
}
