/* SPDX-License-Identifier: BSD-3-Clause */
/* File system "ram": an empty tree. It is the root where nothing better is there. */
#include "ram.h"
#include <uk/anchor.h>

UK_ANCHOR(fs_ram);

static int ram_mount(struct uk_mount *m, const char *source)
{
	(void)source;
	return uk_ram_mount(m);
}

UK_FS_TYPE(ram_type) = { .name = "ram", .mount = ram_mount, .root_rank = 10 };
