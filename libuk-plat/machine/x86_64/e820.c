/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Entries of an E820 memory map, which every boot format of PCs has in some form.
 */
#include "x86.h"

#define E820_RAM 1

/* The pool's identity mapping reaches this far. */
#define RAM_LIMIT (UINT64_C(1) << 39)

bool mach_e820(struct mach_bootinfo *b, uint64_t addr, uint64_t size, uint32_t type, bool cut)
{
	if (addr + size < addr)
		return false;
	/* RAM first, then whatever else claims the same place is taken away from it. */
	if (cut) {
		if (type != E820_RAM && size)
			mach_ranges_cut(&b->ram, addr, addr + size);
	} else if (type == E820_RAM && addr < RAM_LIMIT) {
		mach_ranges_add(&b->ram, addr, UK_MIN(size, RAM_LIMIT - addr));
	}
	return true;
}
