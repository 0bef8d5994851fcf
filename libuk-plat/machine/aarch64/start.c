/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The first C function, at EL1: whose machine is it? A hypervisor that wants to be known has a
 * node in the device tree. A platform that was not linked is a null reference.
 */
#include "arm.h"

/* Where QEMU's virt machine has its PL011: to say so when the device tree is malformed. */
#define VIRT_UART 0x09000000

mach_cold void mach_start(uint64_t tree) uk_noreturn;

/* @why: what is wrong with the device tree, or NULL. */
extern void uk_plat_kvm_start(const char *why) uk_weak uk_noreturn;
extern void uk_plat_xen_start(const char *why) uk_weak uk_noreturn;

void mach_start(uint64_t tree)
{
	const char *why;

	mach_tree.uart = VIRT_UART;
	why = mach_fdt_parse(tree, &mach_bootinfo);
	if (mach_tree.is_xen) {
		if (uk_plat_xen_start)
			uk_plat_xen_start(why);
		mach_off(); /* where others have their console there is none */
	}
	if (uk_plat_kvm_start)
		uk_plat_kvm_start(why);
	mach_refuse("this image has no platform for this machine (libuk-plat-kvm)");
}
