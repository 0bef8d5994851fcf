/* SPDX-License-Identifier: BSD-3-Clause */
/* Descriptor to file. */
#include "posix.h"

struct uk_fd *uk_fd_entry(int fd)
{
	if ((unsigned)fd >= uk_fd_size || !uk_fd_table[fd].file)
		return NULL;
	return &uk_fd_table[fd];
}

struct uk_file *uk_fd_get(int fd)
{
	struct uk_fd *e = uk_fd_entry(fd);

	return e ? uk_file_ref(e->file) : NULL;
}
