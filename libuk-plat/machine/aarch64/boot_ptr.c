/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Boot data, while the boot page tables (entry.S) are in force: they are ours
 * to write, and map a GiB on demand, or of one GiB, which has memory and devices, 2 MiB.
 */
#include "arm.h"
#include "stub.h"

#define GIB	    (UINT64_C(1) << 30)
#define BOOT_LIMIT  (UINT64_C(1) << 39)
#define CMDLINE_MAX 4096

extern uint64_t mach_boot_tables[3][512];

#ifdef UK_NATIVE_TEST
static inline void finish(void)
{
}
#else
static inline void finish(void)
{
	__asm__ volatile("dsb ishst; isb" : : : "memory");
}
#endif

/* Every GiB of [addr, addr + len) is mapped by @flags, now or already. */
static bool map(uint64_t addr, uint64_t len, uint64_t flags)
{
	bool ok = true;

	if (!addr || addr >= BOOT_LIMIT || len > BOOT_LIMIT - addr)
		return false;
	for (uint64_t p = addr, size; p < addr + len; p = (p | (size - 1)) + 1) {
		uint64_t *e = &mach_boot_tables[1][p / GIB];

		size = GIB;
		if ((*e & MAP_TABLE) == MAP_TABLE) {
			e = &mach_boot_tables[2][p / PAGE_2M % 512];
			size = PAGE_2M;
		}
		/* An empty entry becoming a mapping needs no flush. */
		if (!*e)
			*e = (p & ~(size - 1)) | flags;
		ok = ok && (*e & PTE_TYPE) == (flags & PTE_TYPE);
	}
	finish();
	return ok;
}

void *mach_boot_page(uint64_t addr)
{
	static bool used;
	uint64_t *e = addr < BOOT_LIMIT ? &mach_boot_tables[1][addr / GIB] : NULL;

	if (e && !*e && !used) {
		used = true;
		*e = (uintptr_t)mach_boot_tables[2] | MAP_TABLE;
	}
	return map(addr, PAGE_4K, MAP_SUP) ? (void *)(uintptr_t)addr : NULL;
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
