/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The little of ACPI (specification 6.5) that this platform needs. The parsers
 * look at byte buffers only and never beyond their end, so that they can be
 * tested anywhere; mach_acpi_find() gives them checked tables.
 */
#ifndef MACH_ACPI_H
#define MACH_ACPI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uk/compiler.h>

#define mach_acpi_cold __attribute__((cold))

/* Four bytes compared as a number: memcmp() would be linked for these alone. */
static inline bool mach_acpi_is(const void *p, const char *signature)
{
	uint32_t a, b;

	__builtin_memcpy(&a, p, sizeof(a));
	__builtin_memcpy(&b, signature, sizeof(b));
	return a == b;
}

struct mach_acpi_header {
	char signature[4];
	uint32_t length; /* of the whole table; checked */
	uint8_t revision, checksum;
	char oem_id[6], oem_table_id[8];
	uint32_t oem_revision, creator, creator_revision;
} uk_packed;

/*
 * acpi_find.c: the first table with @signature, mapped and with a good checksum, or NULL; what
 * is malformed is reported. Thread context.
 */
mach_acpi_cold const struct mach_acpi_header *mach_acpi_find(const char *signature);

/* acpi_tables.c. The sum of @len bytes is 0 modulo 256. */
mach_acpi_cold bool mach_acpi_sum_ok(const void *p, size_t len);
/* A header that can be one: length sane. */
mach_acpi_cold bool mach_acpi_header_ok(const struct mach_acpi_header *h);

#define MACH_IOAPICS_MAX 8
struct mach_ioapics {
	unsigned n;
	struct {
		uint32_t address, base;
	} io[MACH_IOAPICS_MAX];
};
mach_acpi_cold void mach_madt_parse(const struct mach_acpi_header *madt,
				    struct mach_ioapics *out);

/* How to turn the machine off: the fields of the FADT that matter. */
struct mach_fadt {
	bool hw_reduced;
	uint32_t smi_port, pm1a_cnt, pm1b_cnt; /* ports, 0: none */
	uint8_t acpi_enable;
	uint64_t dsdt;
	uint64_t sleep_control; /* 0: none */
	bool sleep_is_memory;
	uint64_t reset_register;
	uint8_t reset_value;
	bool reset_is_memory;
};
mach_acpi_cold bool mach_fadt_parse(const struct mach_acpi_header *fadt, struct mach_fadt *out);

/* acpi_find.c: FADT into @fadt, and the DSDT it names; NULL if either is not there. */
mach_acpi_cold const struct mach_acpi_header *mach_acpi_dsdt(struct mach_fadt *fadt);

/* acpi_aml.c: scans of a DSDT. SLP_TYP of S5 for PM1a and PM1b. */
mach_acpi_cold bool mach_aml_s5(const uint8_t *aml, size_t len, uint8_t typ[2]);
/*
 * Devices with _HID "LNRO0005" (virtio-mmio): calls @found for each that has a Memory32Fixed
 * and an Interrupt resource.
 */
mach_acpi_cold void
mach_aml_virtio(const uint8_t *aml, size_t len,
		void (*found)(uint32_t base, uint32_t len, uint32_t gsi, void *arg), void *arg);

#endif
