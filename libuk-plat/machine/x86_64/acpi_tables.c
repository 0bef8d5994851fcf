/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Checks of ACPI tables, MADT and FADT (ACPI 6.5, sections 5.2.6, 5.2.9, 5.2.12).
 */
#include "acpi.h"

/* No table of this platform's needs is larger; what claims to be is malformed. */
#define TABLE_MAX (1u << 20)

bool mach_acpi_sum_ok(const void *p, size_t len)
{
	const uint64_t odd = UINT64_C(0x00ff00ff00ff00ff);
	const uint8_t *b = p;
	uint64_t even_sum = 0, odd_sum = 0, v;
	uint8_t sum = 0;

	/* Eight bytes at a time, in four sums of 16 bits whose carries do not matter modulo
	 * 256. */
	for (; len >= sizeof(v); b += sizeof(v), len -= sizeof(v)) {
		__builtin_memcpy(&v, b, sizeof(v));
		even_sum = (even_sum + (v & odd)) & odd;
		odd_sum = (odd_sum + (v >> 8 & odd)) & odd;
	}
	v = even_sum + odd_sum;
	for (unsigned i = 0; i < 64; i += 16)
		sum += v >> i;
	while (len--)
		sum += *b++;
	return !sum;
}

bool mach_acpi_header_ok(const struct mach_acpi_header *h)
{
	return h->length >= sizeof(*h) && h->length <= TABLE_MAX;
}

static uint64_t field(const uint8_t *p, unsigned off, unsigned size)
{
	uint64_t v = 0;

	while (size--)
		v = v << 8 | p[off + size];
	return v;
}

void mach_madt_parse(const struct mach_acpi_header *madt, struct mach_ioapics *out)
{
	const uint8_t *p = (const uint8_t *)madt;
	size_t off = sizeof(*madt) + 8, len = madt->length;

	out->n = 0;
	while (off + 2 <= len) {
		uint8_t type = p[off], size = p[off + 1];

		if (size < 2 || size > len - off)
			return;
		if (type == 1 && size >= 12 && out->n < MACH_IOAPICS_MAX) {
			out->io[out->n].address = field(p, off + 4, 4);
			out->io[out->n++].base = field(p, off + 8, 4);
		}
		off += size;
	}
}

/* A generic address structure that is in memory or in I/O space; 0 if it is neither. */
static uint64_t generic_address(const uint8_t *p, unsigned off, bool *memory)
{
	*memory = p[off] == 0;
	return p[off] <= 1 ? field(p, off + 4, 8) : 0;
}

bool mach_fadt_parse(const struct mach_acpi_header *fadt, struct mach_fadt *out)
{
	const uint8_t *p = (const uint8_t *)fadt;

	*out = (struct mach_fadt){ 0 };
	if (fadt->length < 116)
		return false;
	out->dsdt = field(p, 40, 4);
	out->smi_port = field(p, 48, 4);
	out->acpi_enable = p[52];
	out->pm1a_cnt = field(p, 64, 4);
	out->pm1b_cnt = field(p, 68, 4);
	out->hw_reduced = field(p, 112, 4) >> 20 & 1;
	if (fadt->length >= 129 && (field(p, 112, 4) >> 10 & 1)) {
		out->reset_register = generic_address(p, 116, &out->reset_is_memory);
		out->reset_value = p[128];
	}
	if (fadt->length >= 148 && field(p, 140, 8))
		out->dsdt = field(p, 140, 8);
	if (fadt->length >= 256)
		out->sleep_control = generic_address(p, 244, &out->sleep_is_memory);
	return true;
}
