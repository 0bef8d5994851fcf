/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The descriptor table: an array of files, and a bit per descriptor for "the
 * lowest free one". It starts in the image with the console at 0, 1 and 2, so
 * that a program which opens nothing needs no memory for it; fd_install.c doubles it.
 */
#include "posix.h"

struct uk_fd uk_fd_first[UK_FD_FIRST] = { { &uk_console_files[0], 0 },
					  { &uk_console_files[1], 0 },
					  { &uk_console_files[2], 0 } };
static uint64_t first_used = 7;

struct uk_fd *uk_fd_table = uk_fd_first;
unsigned uk_fd_size = UK_FD_FIRST;
unsigned uk_fd_max = 1024;
uint64_t *uk_fd_used = &first_used;

int uk_fd_close(int fd)
{
	struct uk_file *f;

	if ((unsigned)fd >= uk_fd_size || !uk_fd_table[fd].file)
		return -EBADF;
	f = uk_fd_table[fd].file;
	uk_fd_table[fd].file = NULL;
	uk_fd_used[fd / UK_FD_BITS] &= ~(UINT64_C(1) << fd % UK_FD_BITS);
	uk_file_unref(f);
	return 0;
}
