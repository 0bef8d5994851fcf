/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Boot information of multiboot2: whatever it says, what is taken can be used.
 *
 * fuzz-sources: pc/multiboot2.c machine/ranges.c machine/x86_64/e820.c
 * fuzz-flags: -iquote machine -iquote machine/x86_64 -iquote pc
 */
#include <stdlib.h>
#include <string.h>
#include "pc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mach_bootinfo b = { 0 };
	struct pc_fb fb = { 0 };
	uint8_t *info;
	size_t len;

	if (size > PC_INFO_MAX)
		return 0;
	/* A copy that is aligned, as the real one, and ends where ASan watches. */
	info = malloc(size ? size : 1);
	if (!info)
		return 0;
	memcpy(info, data, size);
	if (!pc_multiboot2_parse(info, size, &b, &fb)) {
		/* What was taken can be used. */
		len = b.cmdline ? strlen((const char *)(uintptr_t)b.cmdline) : 0;
		if (len > size || b.ram.n > UK_BOOT_MEM_MAX ||
		    b.module + b.module_len < b.module)
			abort();
		for (unsigned i = 0; i < b.ram.n; i++)
			if (b.ram.r[i].start % 4096 || b.ram.r[i].len % 4096 ||
			    b.ram.r[i].start + b.ram.r[i].len > UINT64_C(1) << 39)
				abort();
		if (fb.kind != PC_FB_NONE &&
		    (fb.pitch < fb.width * fb.bytes || fb.bytes < 2 || fb.bytes > 4))
			abort();
	}
	free(info);
	return 0;
}
