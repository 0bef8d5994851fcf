/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Platform kvm as the rest of the pool sees it, and its two starts at CPL3.
 */
#include <uk/anchor.h>
#include <uk/param.h>
#include "kvm.h"
#include "x86.h"

UK_ANCHOR(plat_kvm);
UK_NEED(uk_anchor_plat_machine);
UK_NEED(uk_plat_kvm_start64);
UK_NEED(kvm_wall);

mach_cold void uk_plat_kvm_pvh(uint64_t info) uk_noreturn;
mach_cold void kvm_linux_start(uint64_t params) uk_noreturn;

static unsigned long exit_port = 0x501;
UK_PARAM_UINT(kvm, exit_port, exit_port, "port of isa-debug-exit; 0: power off instead");

static void uk_noreturn shutdown(enum uk_shutdown how, int status)
{
	mach_debug_exit(exit_port, how, status);
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
	.set_tls = mach_set_tls,
	.irq_enable = mach_irq_enable,
	.shutdown = shutdown,
};

/* The CPU is set up already: the PVH entry had to ask it whose machine this is. */
void uk_plat_kvm_pvh(uint64_t info)
{
	kvm_clock_ask();
	mach_boot(&kvm_plat, mach_pvh_parse(info, &mach_bootinfo), kvm_clock_take);
}

void kvm_linux_start(uint64_t params)
{
	mach_cpu_init();
	kvm_clock_ask();
	mach_boot(&kvm_plat, kvm_linux_parse(params, &mach_bootinfo), kvm_clock_take);
}
