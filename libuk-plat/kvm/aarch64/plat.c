/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Platform kvm as the rest of the pool sees it, and its start at EL1.
 */
#include <uk/anchor.h>
#include "arm.h"
#include "kvm.h"

UK_ANCHOR(plat_kvm);
UK_NEED(uk_anchor_plat_machine);
UK_NEED(uk_plat_kvm_header);
UK_NEED(kvm_wall);

mach_cold void kvm_start(uint64_t tree) uk_noreturn;

/* Where QEMU's virt machine has its PL011: to say so when the device tree is malformed. */
#define VIRT_UART 0x09000000

static void uk_noreturn shutdown(enum uk_shutdown how, int status)
{
	(void)how;
	mach_exit(status);
	mach_off();
}

const struct uk_plat kvm_plat = {
	.name = "kvm",
	.console_write = mach_serial_write,
	.console_read = mach_serial_read,
	.clock_ns = mach_clock_ns,
	.idle = mach_idle,
	.protect = mach_protect,
	.entropy = mach_entropy,
	.irq_enable = mach_irq_enable,
	.shutdown = shutdown,
};

void kvm_start(uint64_t tree)
{
	mach_tree.uart = VIRT_UART;
	mach_boot(&kvm_plat, mach_fdt_parse(tree, &mach_bootinfo), NULL);
}
