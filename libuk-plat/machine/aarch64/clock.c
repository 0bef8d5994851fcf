/* SPDX-License-Identifier: BSD-3-Clause */
/* The clock is the generic timer's virtual count, whose rate firmware has written down. */
#include <uk/cpu.h>
#include "arm.h"

#define NS_PER_S UINT64_C(1000000000)

void mach_clock_init(void)
{
	uint64_t rate = uk_cycles_rate(), mult;
	unsigned shift = 32;

	if (rate < 1000 || rate > 100 * NS_PER_S)
		mach_refuse("the timer's rate is not known");
	/* As exact as 32 bits of multiplier allow. */
	for (; (mult = (NS_PER_S << shift) / rate) > UINT32_MAX; shift--)
		;
	uk_clock_scale(uk_cycles(), 0, mult, shift);
}

uint64_t mach_clock_ns(void)
{
	return 0; /* mach_clock_init() comes before anyone can ask */
}
