/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tables that bare metal needs beyond machine/x86_64/acpi_tables.c: interrupt source overrides
 * (ACPI 6.5, 5.2.12.5), the power management timer (4.8.3.3), and HPET (IA-PC HPET
 * Specification 1.0a, 3.2.4). Byte buffers only, never read beyond their length.
 */
#include "pc.h"

#define MADT_ENTRIES   44
#define MADT_OVERRIDE  2
#define POLARITY_LOW   3
#define TRIGGER_LEVEL  3
#define FADT_PM_TMR    76
#define FADT_FLAGS     112
#define TMR_VAL_EXT    (1u << 8)
#define HPET_SPACE     40
#define HPET_ADDRESS   44
#define HPET_TABLE_LEN 56

static uint64_t field(const uint8_t *p, unsigned size)
{
	uint64_t v = 0;

	while (size--)
		v = v << 8 | p[size];
	return v;
}

struct pc_override pc_madt_override(const struct mach_acpi_header *madt, uint8_t irq)
{
	struct pc_override o = { .gsi = irq };
	const uint8_t *p = (const uint8_t *)madt;
	size_t len = madt ? madt->length : 0;

	for (size_t off = MADT_ENTRIES; off + 2 <= len; off += p[off + 1]) {
		if (p[off + 1] < 2 || p[off + 1] > len - off)
			break;
		/* Bus 0 is ISA. Flags of 0 are that bus's way: a rising edge. */
		if (p[off] != MADT_OVERRIDE || p[off + 1] < 10 || p[off + 2] != 0 ||
		    p[off + 3] != irq)
			continue;
		o.gsi = field(p + off + 4, 4);
		o.active_low = (p[off + 8] & 3) == POLARITY_LOW;
		o.level = (p[off + 8] >> 2 & 3) == TRIGGER_LEVEL;
		break;
	}
	return o;
}

uint64_t pc_hpet_address(const struct mach_acpi_header *hpet)
{
	const uint8_t *p = (const uint8_t *)hpet;

	if (hpet->length < HPET_TABLE_LEN || p[HPET_SPACE] != 0)
		return 0;
	return field(p + HPET_ADDRESS, 8);
}

unsigned pc_pmtimer(const struct mach_acpi_header *fadt, uint32_t *mask)
{
	const uint8_t *p = (const uint8_t *)fadt;
	uint32_t port;

	if (fadt->length < FADT_FLAGS + 4)
		return 0;
	port = field(p + FADT_PM_TMR, 4);
	*mask = field(p + FADT_FLAGS, 4) & TMR_VAL_EXT ? UINT32_MAX : 0xffffff;
	return port <= 0xfffc ? port : 0;
}
