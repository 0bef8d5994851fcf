/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: what CPUID says, and whether the thread pointer is set by an instruction. */
#include <uk/cpu.h>
#include <uk/hwcap.h>
#include <uk/tls.h>

#define HWCAP2_FSGSBASE 2

void uk_hwcap(uint64_t cap[2])
{
	cap[0] = uk_cpuid(1, 0).edx;
	cap[1] = uk_tls_set_slow ? 0 : HWCAP2_FSGSBASE;
}
