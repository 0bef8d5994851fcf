/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Platform kvm as the rest of the pool sees it, and its start at EL1.
 */
#include <uk/anchor.h>
#include "arm.h"
#include "kvm.h"

UK_ANCHOR(plat_kvm);
UK_NEED(uk_anchor_plat_machine);
UK_NEED(uk_plat_machine_header);
UK_NEED(kvm_wall);

/* machine/aarch64/start.c */
mach_cold void uk_plat_kvm_start(const char *why) uk_noreturn;

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

void uk_plat_kvm_start(const char *why)
{
	mach_boot(&kvm_plat, why, NULL);
}
