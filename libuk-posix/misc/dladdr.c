/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * dladdr(), a GNU extension, says where an address is. There is one object, the
 * image, and no table of its symbols in memory.
 */
#include <dlfcn.h>
#include <stddef.h>
#include <uk/plat.h>

extern const char uk_image_start[], uk_image_end[];

int dladdr(const void *address, Dl_info *info)
{
	const char *a = address;

	if (a < uk_image_start || a >= uk_image_end)
		return 0;
	info->dli_fname = uk_boot_info->argc > 0 ? uk_boot_info->argv[0] : "main";
	info->dli_fbase = (void *)uk_image_start;
	info->dli_sname = NULL;
	info->dli_saddr = NULL;
	return 1;
}
