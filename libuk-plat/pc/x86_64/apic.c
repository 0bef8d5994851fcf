/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What firmware did to the local APIC is undone before interrupts are let in (Intel SDM volume
 * 3, 10.4 and 10.12): the machine's code uses it by memory, with 96 vectors, at its usual
 * place.
 */
#include "pc_x86.h"
#include "sys.h"

#define MSR_APIC_BASE	   0x1b
#define MSR_ARCH	   0x10a
#define MSR_XAPIC_DISABLE  0xbd
#define BASE_X2APIC	   0x400u
#define BASE_ENABLE	   0x800u
#define BASE_ADDRESS	   UINT64_C(0x000ffffffffff000)
#define ARCH_XAPIC_DISABLE (1u << 21)
#define CPUID7_ARCH	   (1u << 29)

enum { TPR = 0x80, EOI = 0xb0, ISR = 0x100, IRR = 0x200 };

static volatile uint32_t *reg(unsigned r)
{
	return (volatile uint32_t *)(uintptr_t)(MACH_LAPIC + r);
}

/* At CPL0: whether firmware has locked the APIC in x2APIC mode. */
static void locked_cpl0(void *arg)
{
	*(bool *)arg = (rdmsr(MSR_ARCH) & ARCH_XAPIC_DISABLE) && (rdmsr(MSR_XAPIC_DISABLE) & 1);
}

/* At CPL0: through the disabled state, which is also the only way from x2APIC to xAPIC. */
static void restart_cpl0(void *arg)
{
	uint64_t base = mach_cpu.apic_base & ~(uint64_t)(BASE_X2APIC | BASE_ENABLE);

	(void)arg;
	wrmsr(MSR_APIC_BASE, base);
	wrmsr(MSR_APIC_BASE, base | BASE_ENABLE);
}

static bool any(unsigned r)
{
	for (unsigned i = 0; i < 8; i++)
		if (*reg(r + 16 * i))
			return true;
	return false;
}

const char *pc_apic_take_over(void)
{
	bool locked = false;

	if ((mach_cpu.apic_base & BASE_ADDRESS) != MACH_LAPIC)
		return "local APIC: firmware has moved it";
	if (mach_cpu.apic_base & BASE_X2APIC) {
		if (cpuid(7).d & CPUID7_ARCH)
			mach_service(SVC_CALL, (uintptr_t)locked_cpl0, (uintptr_t)&locked, 0);
		if (locked)
			return "local APIC: firmware has locked it in x2APIC mode: "
			       "turn that off in its set-up";
	}
	if (!pc_boot_map(MACH_LAPIC, 4096))
		return "local APIC: cannot be reached";
	/*
	 * Interrupts that firmware left pending may have vectors that we have not. Only then
	 * is it restarted: QEMU's cannot be.
	 */
	if ((mach_cpu.apic_base & (BASE_X2APIC | BASE_ENABLE)) != BASE_ENABLE ||
	    any(IRR + 48) || any(ISR))
		mach_service(SVC_CALL, (uintptr_t)restart_cpl0, 0, 0);
	*reg(TPR) = 0;
	return NULL;
}
