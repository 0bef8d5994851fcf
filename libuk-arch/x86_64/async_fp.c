/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Room for the registers that XSAVE saves, AVX's included (SDM volume 1, 13.4 and 13.5). Of
 * those that XCR0 has only the ones that cpuid knows: there is a KVM whose guests run with its
 * own host's XCR0.
 */
#include <cpuid.h>
#include <uk/async.h>
#include <uk/compiler.h>
#include <uk/trap.h>

#define OSXSAVE	   0x08000000u
#define STATES	   0x2e7u /* x87, SSE, AVX, AVX-512, protection keys */
#define COMPONENTS 10
#define FIRST_SIZE (512u + 64u) /* of x87, SSE and the header: components 0 and 1 */

/* async.S: which, and how many bytes; UK_FP_SIZE: FXSAVE, as there is no XSAVE. */
extern uint32_t uk_async_fp_size, uk_async_fp_mask;
uint32_t uk_async_fp_size = UK_FP_SIZE, uk_async_fp_mask;

void uk_async_init(void)
{
	uint32_t a, b, c, d, xcr0, size = FIRST_SIZE;

	if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & OSXSAVE) ||
	    !__get_cpuid_count(0xd, 0, &a, &b, &c, &d))
		return;
	__asm__ volatile("xgetbv" : "=a"(xcr0), "=d"(d) : "c"(0));
	uk_async_fp_mask = a & xcr0 & STATES;
	for (uint32_t i = 2; i < COMPONENTS; i++)
		if (uk_async_fp_mask >> i & 1) {
			__cpuid_count(0xd, i, a, b, c, d);
			size = UK_MAX(size, a + b);
		}
	uk_async_fp_size = size;
}
