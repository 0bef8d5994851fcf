/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * kvmclock (Linux, Documentation/virt/kvm/x86/msr.rst): read once for the TSC's rate and the
 * time of day. The hypervisor writes to memory of ours until the seal.
 */
#include "kvm.h"
#include "sys.h"
#include "x86.h"

#define MSR_WALL_CLOCK	0x4b564d00
#define MSR_SYSTEM_TIME 0x4b564d01
#define FEATURES	0x40000001
#define FEATURE_CLOCK2	3

static struct {
	uint32_t version, pad;
	uint64_t tsc, ns;
	uint32_t mul;
	int8_t shift;
	uint8_t flags, pad2[2];
} system_time uk_aligned(32);

static struct {
	uint32_t version, sec, nsec;
} wall_clock uk_aligned(4);

static bool there;

static void ask_cpl0(void *arg)
{
	(void)arg;
	wrmsr(MSR_WALL_CLOCK, (uintptr_t)&wall_clock);
	wrmsr(MSR_SYSTEM_TIME, (uintptr_t)&system_time | 1);
}

static void stop_cpl0(void *arg)
{
	(void)arg;
	wrmsr(MSR_SYSTEM_TIME, 0);
}

void kvm_clock_ask(void)
{
	there = mach_cpu.hypervisor == MACH_HV_KVM && (cpuid(FEATURES).a >> FEATURE_CLOCK2 & 1);
	if (there)
		mach_service(SVC_CALL, (uintptr_t)ask_cpl0, 0, 0);
}

void kvm_clock_take(void)
{
	const volatile __typeof__(system_time) *p = &system_time;
	uint64_t mult = p->mul;

	if (!there)
		return;
	mach_service(SVC_CALL, (uintptr_t)stop_cpl0, 0, 0);
	if (p->version && mult && p->shift <= 0 && p->shift > -32)
		mach_clock_known(p->tsc, p->ns, mult >> -p->shift);
}

uint64_t kvm_clock_wall(void)
{
	return there && wall_clock.sec ? wall_clock.sec * UINT64_C(1000000000) + wall_clock.nsec
				       : 0;
}
