/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The PVH entry, at CPL3: one note serves every hypervisor, so which platform
 * it is for is found here. A platform that was not linked is a null reference.
 */
#include "x86.h"

mach_cold void mach_pvh_start(uint64_t info) uk_noreturn;
void uk_plat_kvm_pvh(uint64_t info) uk_weak uk_noreturn;
void uk_plat_xen_pvh(uint64_t info) uk_weak uk_noreturn;

void mach_pvh_start(uint64_t info)
{
	mach_cpu_init();
	if (mach_cpu.hypervisor == MACH_HV_XEN && uk_plat_xen_pvh)
		uk_plat_xen_pvh(info);
	if (uk_plat_kvm_pvh)
		uk_plat_kvm_pvh(info);
	mach_refuse("the image has no platform for this hypervisor (libuk-plat-kvm, -xen)");
}
