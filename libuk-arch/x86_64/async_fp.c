/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Room for the registers that XSAVE saves, AVX's included (SDM volume 1, 13.4), by the parts
 * that CPUID tells of: a hypervisor may hide some and leave them on in XCR0, whose room nobody
 * has counted. Tiles (AMX) are 8 KiB that compilers do not use by themselves.
 */
#include <cpuid.h>
#include <uk/async.h>
#include <uk/trap.h>

#define OSXSAVE 0x08000000u
#define TILES	0x60000u
#define HEADER	64

extern uint32_t uk_async_fp_size, uk_async_fp_mask; /* async.S */
uint32_t uk_async_fp_size = UK_FP_SIZE, uk_async_fp_mask;

void uk_async_init(void)
{
	uint32_t mask, size, at, c, d;

	if (!__get_cpuid(1, &mask, &size, &c, &d) || !(c & OSXSAVE) ||
	    !__get_cpuid_count(0xd, 0, &mask, &size, &c, &d))
		return;
	mask &= ~TILES;
	uk_async_fp_mask = mask;
	uk_async_fp_size = UK_FP_SIZE + HEADER;
	for (unsigned i = 2; i < 32; i++) {
		if (!(mask >> i & 1))
			continue;
		__cpuid_count(0xd, i, size, at, c, d);
		uk_async_fp_size = UK_MAX(uk_async_fp_size, at + size);
	}
}
