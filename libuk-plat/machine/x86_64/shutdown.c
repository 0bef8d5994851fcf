/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Off through ACPI (specification 6.5, section 16.1), or else a reset.
 */
#include "acpi.h"
#include "stub.h"
#include "x86.h"
#include "sys.h"

#define SLP_EN 0x2000
#define SCI_EN 0x0001

/* Looks at a register before giving up: about a second. */
#define PATIENCE 1000000

static void write8(uint64_t reg, bool memory, uint8_t v)
{
	volatile uint8_t *p;

	if (memory) {
		p = mach_mmio(reg, 1);
		if (p)
			*p = v;
	} else if (reg && reg < MACH_PORTS) {
		outb(reg, v);
	}
}

/* A register of the power management block. */
static uint16_t pm_in(unsigned port)
{
	return port < MACH_PORTS ? inw(port)
				 : mach_service(SVC_PORT, port, 0, MACH_PORT_IN | 2);
}

static void pm_out(unsigned port, uint16_t v)
{
	if (port < MACH_PORTS)
		outw(port, v);
	else
		mach_service(SVC_PORT, port, v, 2);
}

static void acpi_off(void)
{
	struct mach_fadt f;
	const struct mach_acpi_header *h = mach_acpi_dsdt(&f);
	uint8_t typ[2];

	if (!h || !mach_aml_s5((const uint8_t *)(h + 1), h->length - sizeof(*h), typ))
		return;
	if (f.hw_reduced) {
		if (f.sleep_control)
			write8(f.sleep_control, f.sleep_is_memory, 0x20 | (typ[0] & 7) << 2);
		return;
	}
	if (!f.pm1a_cnt)
		return;
	if (f.smi_port && f.smi_port < MACH_PORTS && f.acpi_enable &&
	    !(pm_in(f.pm1a_cnt) & SCI_EN)) {
		outb(f.smi_port, f.acpi_enable);
		/* Firmware takes its time (section 4.8.2.5). */
		for (unsigned i = 0; i < PATIENCE && !(pm_in(f.pm1a_cnt) & SCI_EN); i++)
			;
	}
	pm_out(f.pm1a_cnt, (typ[0] & 7) << 10 | SLP_EN);
	if (f.pm1b_cnt)
		pm_out(f.pm1b_cnt, (typ[1] & 7) << 10 | SLP_EN);
}

void mach_off(void)
{
	if (mach_running) /* before, nothing can be mapped */
		acpi_off();
	mach_reset();
}

void mach_reset(void)
{
	outb(0x64, 0xfe); /* the keyboard controller's reset line; Firecracker ends at it */
	mach_service(SVC_RESET, 0, 0, 0);
	for (;;)
		;
}
