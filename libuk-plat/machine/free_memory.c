/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What may be handed out: RAM without page 0, the image and the boot module.
 */
#include "machine.h"

extern char uk_image_start[], uk_text_end[], uk_rodata_start[], uk_rodata_end[];
extern char uk_data_start[], uk_image_end[];

/* Between the image's segments there are parts of pages that it does not use: GRUB puts small
 * modules there. */
static bool overlaps_image(uint64_t start, uint64_t end)
{
	static char *const used[] = { uk_image_start, uk_text_end,   uk_rodata_start,
				      uk_rodata_end,  uk_data_start, uk_image_end };

	for (unsigned i = 0; i < UK_ARRAY_SIZE(used); i += 2)
		if (start < (uintptr_t)used[i + 1] && end > (uintptr_t)used[i])
			return true;
	return false;
}

const char *mach_free_memory(const struct mach_bootinfo *b, struct mach_ranges *free)
{
	uint64_t start = (uintptr_t)uk_image_start, end = (uintptr_t)uk_image_end,
		 module_end = b->module + b->module_len;

	if (!mach_ranges_has(&b->ram, UK_ALIGN_DOWN(start, 4096ul), end))
		return "memory map: the image is not in RAM";
	*free = b->ram;
	mach_ranges_cut(free, 0, 4096);
	mach_ranges_cut(free, start, end);
	if (!b->module_len)
		return NULL;
	if (overlaps_image(b->module, module_end))
		return "boot module: overlaps the image";
	if (!mach_ranges_has(&b->ram, b->module, module_end))
		return "boot module: not in RAM";
	mach_ranges_cut(free, b->module, module_end);
	return NULL;
}
