/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The small services of the EL1 stub, and their table.
 */
#include <errno.h>
#include "stub.h"

#define PSCI_SYSTEM_OFF	  0x84000008u
#define PSCI_SYSTEM_RESET 0x84000009u

#define SYS_EXIT	    0x18
#define ADP_STOPPED_BY_EXIT 0x20026 /* ADP_Stopped_ApplicationExit */

/* vectors.S: a semihosting call, or nothing at all where there is no semihosting. */
long mach_semihosting(long nr, const void *arg);

static long svc_exit(uint64_t status)
{
	const uint64_t arg[2] = { ADP_STOPPED_BY_EXIT, status & 0xff };

	return mach_semihosting(SYS_EXIT, arg);
}

/* Arm DEN 0022, PSCI: whom to call is in the device tree. */
static long svc_power(uint64_t reset)
{
	register uint64_t x0 __asm__("x0") = reset ? PSCI_SYSTEM_RESET : PSCI_SYSTEM_OFF;

	if (MACH_STATE->psci == MACH_PSCI_HVC)
		__asm__ volatile("hvc #0"
				 : "+r"(x0)
				 :
				 : "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10",
				   "x11", "x12", "x13", "x14", "x15", "x16", "x17", "memory");
	else if (MACH_STATE->psci == MACH_PSCI_SMC)
		__asm__ volatile("smc #0"
				 : "+r"(x0)
				 :
				 : "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10",
				   "x11", "x12", "x13", "x14", "x15", "x16", "x17", "memory");
	return -ENOSYS;
}

static long svc_unknown(uint64_t a, uint64_t b, uint64_t c)
{
	(void)a, (void)b, (void)c;
	return -ENOSYS;
}

/* Platform xen has another. */
long mach_svc_hypercall(uint64_t what, uint64_t lo, uint64_t hi)
	__attribute__((weak, alias("svc_unknown")));

/* From SVC_PROTECT on; SVC_IDLE is in vectors.S. */
extern const void *const mach_services[SVC_COUNT];
const void *const mach_services[SVC_COUNT] = {
	[SVC_PROTECT - 1] = mach_svc_protect,
	[SVC_TABLE - 1] = mach_svc_table,
	[SVC_MMIO - 1] = mach_svc_mmio,
	[SVC_IRQ - 1] = mach_svc_irq,
	[SVC_EXIT - 1] = svc_exit,
	[SVC_POWER - 1] = svc_power,
	[SVC_HYPERCALL - 1] = mach_svc_hypercall,
	[SVC_COUNT - 1] = svc_unknown,
};
