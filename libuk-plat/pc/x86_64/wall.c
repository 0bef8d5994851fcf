/* SPDX-License-Identifier: BSD-3-Clause */
/* The time of day by the CMOS clock, read when first asked for. */
#include "pc_x86.h"

#define NS_PER_S UINT64_C(1000000000)

static uint64_t offset_ns(void)
{
	static uint64_t offset;
	static bool asked;
	uint64_t s;

	if (!asked) {
		asked = true;
		s = mach_cmos_seconds();
		offset = s ? s * NS_PER_S - uk_clock_ns() : 0;
	}
	return offset;
}

/* What UK_NEED(pc_wall) refers to; it does not keep the rest. */
extern const char pc_wall[];
const char pc_wall[1] = { 0 };
UK_WALL_CLOCK(pc_wall_clock) = { &pc_plat, offset_ns };
