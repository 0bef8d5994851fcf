/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end. ukrun and QEMU get the status by two ports (ukrun(1)); elsewhere the
 * machine is turned off through ACPI, or reset.
 */
#include <uk/param.h>
#include "acpi.h"
#include "kvm.h"
#include "x86_64/sys.h"

#define STATUS_PORT    0x504 /* isa-debugcon: 'E' or 'C', then the status */
#define DEBUGCON_THERE 0xe9  /* what it reads as */
#define SLP_EN	       0x2000
#define SCI_EN	       0x0001

static unsigned long exit_port = 0x501;
UK_PARAM_UINT(kvm, exit_port, exit_port, "port of isa-debug-exit; 0: power off instead");

static void debug_exit(enum uk_shutdown how, int status)
{
	if (!exit_port || exit_port > KVM_PORTS - 2)
		return;
	if (inb(STATUS_PORT) == DEBUGCON_THERE) {
		outb(STATUS_PORT, how == UK_SHUTDOWN_EXIT ? 'E' : 'C');
		outb(STATUS_PORT, status);
	}
	outb(exit_port, UK_MIN(status, 127));
}

static void write8(uint64_t reg, bool memory, uint8_t v)
{
	volatile uint8_t *p;

	if (memory) {
		p = kvm_mmio(reg, 1);
		if (p)
			*p = v;
	} else if (reg && reg < KVM_PORTS) {
		outb(reg, v);
	}
}

static void acpi_off(void)
{
	struct kvm_fadt f;
	const struct kvm_acpi_header *h = kvm_acpi_dsdt(&f);
	uint8_t typ[2];

	if (!h || !kvm_aml_s5((const uint8_t *)(h + 1), h->length - sizeof(*h), typ))
		return;
	if (f.hw_reduced) {
		if (f.sleep_control)
			write8(f.sleep_control, f.sleep_is_memory, 0x20 | (typ[0] & 7) << 2);
		return;
	}
	if (!f.pm1a_cnt || f.pm1a_cnt >= KVM_PORTS - 2)
		return;
	if (f.smi_port && f.smi_port < KVM_PORTS && f.acpi_enable &&
	    !(inw(f.pm1a_cnt) & SCI_EN))
		outb(f.smi_port, f.acpi_enable);
	outw(f.pm1a_cnt, (typ[0] & 7) << 10 | SLP_EN);
	if (f.pm1b_cnt && f.pm1b_cnt < KVM_PORTS - 2)
		outw(f.pm1b_cnt, (typ[1] & 7) << 10 | SLP_EN);
}

void kvm_shutdown(enum uk_shutdown how, int status)
{
	debug_exit(how, status);
	acpi_off();
	outb(0x64, 0xfe); /* the keyboard controller's reset line; Firecracker ends at it */
	kvm_service(SVC_RESET, 0, 0, 0);
	for (;;)
		;
}

void kvm_refuse(const char *why)
{
	static const char intro[] = "uk: kvm: ";

	kvm_serial_write(intro, sizeof(intro) - 1);
	while (*why)
		kvm_serial_write(why++, 1);
	kvm_serial_write("\n", 1);
	debug_exit(UK_SHUTDOWN_CRASH, 134);
	outb(0x64, 0xfe);
	kvm_service(SVC_RESET, 0, 0, 0);
	for (;;)
		;
}
