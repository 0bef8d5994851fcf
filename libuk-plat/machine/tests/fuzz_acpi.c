/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ACPI's parsers read a table that firmware made, and nothing behind it: the first
 * byte says which parser, the rest is the table, in a block of its own size.
 *
 * fuzz-sources: machine/x86_64/acpi_aml.c machine/x86_64/acpi_tables.c
 * fuzz-flags: -iquote machine/x86_64
 */
#include <stdlib.h>
#include <string.h>
#include "acpi.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void found(uint32_t base, uint32_t len, uint32_t gsi, void *arg)
{
	unsigned *n = arg;

	(void)base;
	(void)len;
	(void)gsi;
	++*n;
}

static void table(uint8_t kind, struct mach_acpi_header *h)
{
	struct mach_ioapics io;
	struct mach_fadt f;

	if (!mach_acpi_header_ok(h) || !mach_acpi_sum_ok(h, h->length))
		return;
	if (kind == 0) {
		mach_madt_parse(h, &io);
		if (io.n > MACH_IOAPICS_MAX)
			abort();
	} else {
		mach_fadt_parse(h, &f);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t typ[2], *copy, kind, sum = 0;
	struct mach_acpi_header *h;
	unsigned n = 0;

	if (!size--)
		return 0;
	kind = *data++ % 4;
	copy = malloc(size ? size : 1);
	if (!copy)
		return 0;
	memcpy(copy, data, size);
	if (kind >= 2) {
		if (kind == 2)
			mach_aml_s5(copy, size, typ);
		else
			mach_aml_virtio(copy, size, found, &n);
	} else if (size >= sizeof(*h)) {
		/* What acpi_find.c has checked by then: length and sum are true. */
		h = (struct mach_acpi_header *)copy;
		h->length = size;
		h->checksum = 0;
		for (size_t i = 0; i < size; i++)
			sum += copy[i];
		h->checksum = -sum;
		table(kind, h);
	}
	free(copy);
	return 0;
}
