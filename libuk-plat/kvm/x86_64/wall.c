/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The time of day: kvmclock's, or the CMOS clock, read when first asked for.
 */
#include "kvm.h"
#include "x86.h"

#define NS_PER_S UINT64_C(1000000000)

mach_cold static uint64_t offset_ns(void)
{
	static uint64_t offset;
	static bool asked;
	uint64_t s;

	if (asked)
		return offset;
	asked = true;
	offset = kvm_clock_wall();
	if (!offset) {
		s = mach_cmos_seconds();
		if (s)
			offset = s * NS_PER_S - uk_clock_ns();
	}
	return offset;
}

/* What UK_NEED(kvm_wall) refers to; it does not keep the rest. */
extern const char kvm_wall[];
const char kvm_wall[1] = { 0 };
UK_WALL_CLOCK(kvm_wall_clock) = { &kvm_plat, offset_ns };
