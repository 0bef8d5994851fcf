/* SPDX-License-Identifier: BSD-3-Clause */
/* Room for the registers that XSAVE saves, AVX's included (SDM volume 1, 13.4). */
#include <cpuid.h>
#include <uk/async.h>
#include <uk/trap.h>

#define OSXSAVE 0x08000000u

extern uint32_t uk_async_fp_size; /* async.S */
uint32_t uk_async_fp_size = UK_FP_SIZE;

void uk_async_init(void)
{
	uint32_t a, b, c, d;

	if (__get_cpuid(1, &a, &b, &c, &d) && c & OSXSAVE &&
	    __get_cpuid_count(0xd, 0, &a, &b, &c, &d))
		uk_async_fp_size = b;
}
