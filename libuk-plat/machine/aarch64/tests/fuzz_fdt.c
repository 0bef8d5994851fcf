/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Fuzzing of the device tree: whatever lies where the loader says the tree is, up to the
 * devices that the buses ask it for.
 * fuzz-sources: machine/aarch64/fdt.c machine/aarch64/fdt_boot.c machine/aarch64/virtio_mmio.c
 * machine/aarch64/pci.c machine/ranges.c boot/string.c fuzz-flags: -Iinclude -iquote machine
 * -iquote bus -lfdt
 */
#include <stdlib.h>
#include <string.h>
#include "../arm.h"
#include "../stub.h"
#include "pci_priv.h"

struct mach_sup_state mach_test_state;

static char *tree;
static size_t tree_size;

const void *mach_boot_ptr(uint64_t addr, size_t len)
{
	uint64_t start = (uintptr_t)tree;

	return addr >= start && len <= tree_size && addr - start <= tree_size - len
		       ? (const void *)(uintptr_t)addr
		       : NULL;
}

void *mach_mmio(uint64_t pa, size_t len)
{
	(void)pa;
	(void)len;
	return NULL;
}

static void found(uint64_t base, uint64_t len, unsigned line)
{
	if (base + len < base || len > 0x1000 || line < 16 || line >= MACH_INTIDS)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mach_bootinfo info;
	uint64_t start, end;

	tree_size = size;
	if (posix_memalign((void **)&tree, 8, size ? size : 1))
		return 0;
	memcpy(tree, data, size);
	memset(&info, 0, sizeof(info));
	memset(&mach_tree, 0, sizeof(mach_tree));
	if (!mach_fdt_parse((uintptr_t)tree, &info)) {
		if (info.module + info.module_len < info.module)
			abort();
		mach_virtio_mmio(found);
		if (uk_pci_present()) {
			mach_pci_window(&start, &end);
			if (end < start || end >> 32)
				abort();
		}
	}
	free(tree);
	return 0;
}
