/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The little of ACPI (specification 6.5) that this platform needs. The parsers
 * look at byte buffers only and never beyond their end, so that they can be
 * tested anywhere; kvm_acpi_find() gives them checked tables.
 */
#ifndef KVM_ACPI_H
#define KVM_ACPI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uk/compiler.h>

#define kvm_acpi_cold __attribute__((cold))

/* Four bytes compared as a number: memcmp() would be linked for these alone. */
static inline bool kvm_acpi_is(const void *p, const char *signature)
{
	uint32_t a, b;

	__builtin_memcpy(&a, p, sizeof(a));
	__builtin_memcpy(&b, signature, sizeof(b));
	return a == b;
}

struct kvm_acpi_header {
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
kvm_acpi_cold const struct kvm_acpi_header *kvm_acpi_find(const char *signature);

/* acpi_tables.c. The sum of @len bytes is 0 modulo 256. */
kvm_acpi_cold bool kvm_acpi_sum_ok(const void *p, size_t len);
/* A header that can be one: length sane. */
kvm_acpi_cold bool kvm_acpi_header_ok(const struct kvm_acpi_header *h);

#define KVM_IOAPICS_MAX 8
struct kvm_ioapics {
	unsigned n;
	struct {
		uint32_t address, base;
	} io[KVM_IOAPICS_MAX];
};
kvm_acpi_cold void kvm_madt_parse(const struct kvm_acpi_header *madt, struct kvm_ioapics *out);

/* How to turn the machine off: the fields of the FADT that matter. */
struct kvm_fadt {
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
kvm_acpi_cold bool kvm_fadt_parse(const struct kvm_acpi_header *fadt, struct kvm_fadt *out);

/* acpi_find.c: FADT into @fadt, and the DSDT it names; NULL if either is not there. */
kvm_acpi_cold const struct kvm_acpi_header *kvm_acpi_dsdt(struct kvm_fadt *fadt);

/* acpi_aml.c: scans of a DSDT. SLP_TYP of S5 for PM1a and PM1b. */
kvm_acpi_cold bool kvm_aml_s5(const uint8_t *aml, size_t len, uint8_t typ[2]);
/*
 * Devices with _HID "LNRO0005" (virtio-mmio): calls @found for each that has a Memory32Fixed
 * and an Interrupt resource.
 */
kvm_acpi_cold void
kvm_aml_virtio(const uint8_t *aml, size_t len,
	       void (*found)(uint32_t base, uint32_t len, uint32_t gsi, void *arg), void *arg);

#endif
