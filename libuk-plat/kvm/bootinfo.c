/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What both boot formats have in common: entries of an E820 memory map.
 */
#include "kvm.h"

#define E820_RAM 1

/* The pool's identity mapping reaches this far. */
#define RAM_LIMIT (UINT64_C(1) << 39)

bool kvm_bootinfo_mem(struct kvm_bootinfo *b, uint64_t addr, uint64_t size, uint32_t type,
		      bool cut)
{
	if (addr + size < addr)
		return false;
	/* RAM first, then whatever else claims the same place is taken away from it. */
	if (cut) {
		if (type != E820_RAM && size)
			kvm_ranges_cut(&b->ram, addr, addr + size);
	} else if (type == E820_RAM && addr < RAM_LIMIT) {
		kvm_ranges_add(&b->ram, addr, UK_MIN(size, RAM_LIMIT - addr));
	}
	return true;
}
