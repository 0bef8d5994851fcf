/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Boot data, while the boot page tables (entry.S) are in force: they are ours
 * to write, and map a GiB on demand.
 */
#include "arm.h"
#include "stub.h"

#define GIB	    (UINT64_C(1) << 30)
#define BOOT_LIMIT  (UINT64_C(1) << 39)
#define CMDLINE_MAX 4096

extern uint64_t mach_boot_tables[2][512];

/* Every GiB of [addr, addr + len) is mapped by @flags, now or already. */
static bool map(uint64_t addr, uint64_t len, uint64_t flags)
{
	bool ok = true;

	if (!addr || addr >= BOOT_LIMIT || len > BOOT_LIMIT - addr)
		return false;
	for (uint64_t p = addr & ~(GIB - 1); p < addr + len; p += GIB) {
		uint64_t *e = &mach_boot_tables[1][p / GIB];

		/* An empty entry becoming a mapping needs no flush. */
		if (!*e)
			*e = p | flags;
		ok = ok && (*e & PTE_TYPE) == (flags & PTE_TYPE);
	}
	__asm__ volatile("dsb ishst; isb" ::: "memory");
	return ok;
}

const void *mach_boot_ptr(uint64_t addr, size_t len)
{
	return map(addr, len, MAP_SUP) ? (const void *)(uintptr_t)addr : NULL;
}

bool mach_boot_device(uint64_t addr, uint64_t len)
{
	return map(addr, len, MAP_GIC);
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
