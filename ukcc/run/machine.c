/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The machines that ukrun knows, of QEMU 5 or later.
 */
#include <elf.h>
#include <stddef.h>
#include <string.h>

#include "machine.h"

#define TEXT(n) #n
#define FD(n)	"/dev/fd/" TEXT(n)

/* status.h has the protocol. */
static const char *const x86_status[] = {
	"-chardev", "file,id=status,path=" FD(STATUS_FD),
	"-device",  "isa-debugcon,iobase=0x504,chardev=status",
	"-device",  "isa-debug-exit,iobase=0x501,iosize=2",
	NULL,
};

/* Arm, "Semihosting for AArch32 and AArch64", SYS_EXIT with a code. */
static const char *const arm_status[] = {
	"-semihosting-config",
	"enable=on,target=native",
	NULL,
};

/*
 * Transport 0 of microvm is not used: its line is pin 0 of the second IOAPIC, and
 * QEMU's model takes pin 0 of any IOAPIC for ISA line 0 and raises pin 2.
 * The real-time clock is asked for, as microvm leaves it out under KVM. Without ACPI, whose
 * firmware is larger and builds tables, it starts several milliseconds sooner.
 */
static const struct machine x86_machines[] = {
	{ .name = "microvm-noacpi",
	  .words = "microvm",
	  .qemu = "microvm,acpi=off,auto-kernel-cmdline=off,rtc=on",
	  .mmio = true,
	  .mmio_first = 1,
	  .mmio_last = 7,
	  .mmio_params = true },
	{ .name = "microvm",
	  .words = "microvm with ACPI",
	  .qemu = "microvm,rtc=on",
	  .mmio = true,
	  .mmio_first = 1,
	  .mmio_last = 7 },
	{ .name = "pc", .words = "pc", .qemu = "pc" },
	{ .name = "q35", .words = "q35", .qemu = "q35" },
	{ .name = NULL },
};

static const struct machine arm_machines[] = {
	{ .name = "virt",
	  .words = "virt",
	  .qemu = "virt,gic-version=3",
	  .mmio = true,
	  .mmio_last = 31,
	  .ram = 0x40000000 },
	{ .name = "virt-gicv2",
	  .words = "virt with GICv2",
	  .qemu = "virt,gic-version=2",
	  .mmio = true,
	  .mmio_last = 31,
	  .ram = 0x40000000 },
	{ .name = "virt-pci",
	  .words = "virt with devices on PCI",
	  .qemu = "virt,gic-version=3",
	  .ram = 0x40000000 },
	{ .name = NULL },
};

const struct arch archs[] = {
	{ .name = "x86_64",
	  .elf = EM_X86_64,
	  .qemu = "qemu-system-x86_64",
	  .debian = "qemu-system-x86",
	  .gdb = "gdb",
	  /*
	   * Arch-capabilities is off because plain "host" ends QEMU where KVM
	   * refuses that MSR (0x10a), and an image of the pool does not look at it.
	   */
	  .cpu_kvm = "host,arch-capabilities=off",
	  .cpu_tcg = "max",
	  .pvh = true,
	  .status = x86_status,
	  .machines = x86_machines },
	{ .name = "aarch64",
	  .elf = EM_AARCH64,
	  .qemu = "qemu-system-aarch64",
	  .debian = "qemu-system-arm",
	  .gdb = "gdb-multiarch",
	  .cpu_kvm = "host",
	  .cpu_tcg = "max",
	  .status = arm_status,
	  .status_is_qemus = true,
	  .flat_for_initrd = true,
	  .kvm_fault = "KVM has no semihosting, by which the exit status comes",
	  .machines = arm_machines },
	{ .name = NULL },
};

const struct arch *arch_of(uint16_t elf)
{
	const struct arch *a;

	for (a = archs; a->name; a++)
		if (a->elf == elf)
			return a;
	return NULL;
}

const struct machine *machine_default(const struct arch *a, bool devices_unknown)
{
	const struct machine *m = a->machines;

	while (devices_unknown && m->mmio_params)
		m++;
	return m;
}

const struct machine *machine_of(const struct arch *a, const char *name)
{
	const struct machine *m;

	for (m = a->machines; m->name; m++)
		if (strcmp(m->name, name) == 0)
			return m;
	return NULL;
}
