/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Boot data, while the boot page tables (entry.S) are in force: they are ours
 * to write, and map the first GiB on demand.
 */
#include "x86.h"
#include "stub.h"

#define BOOT_LIMIT  (UINT64_C(1) << 30)
#define CMDLINE_MAX 4096

extern uint64_t mach_exception_stack[3][512];

const void *mach_boot_ptr(uint64_t addr, size_t len)
{
	if (!addr || addr >= BOOT_LIMIT || len > BOOT_LIMIT - addr)
		return NULL;
	/* An empty entry becoming a mapping needs no flush. */
	for (uint64_t p = addr & ~(PAGE_2M - 1); p < addr + len; p += PAGE_2M)
		mach_exception_stack[2][p >> 21] =
			p | PTE_P | PTE_W | PTE_U | PTE_A | PTE_D | PTE_PS;
	return (const void *)(uintptr_t)addr;
}

char *mach_boot_cmdline(uint64_t addr)
{
	static char copy[CMDLINE_MAX];
	const char *s = mach_boot_ptr(addr, CMDLINE_MAX);

	if (!s)
		return NULL;
	for (size_t i = 0; i < sizeof(copy); i++)
		if (!(copy[i] = s[i]))
			return copy;
	return NULL;
}
