/* SPDX-License-Identifier: BSD-3-Clause */
/* Open a path as a descriptor. */
#include <fcntl.h>
#include "open_priv.h"

int uk_open_fd(int dirfd, const char *path, int oflags, mode_t mode)
{
	struct uk_file *f;
	int r = uk_fd_room();

	/* First, since a file that was made or emptied stays so. */
	if (r == 0)
		r = uk_vfs_open(dirfd, path, oflags, mode, &f);
	if (r < 0)
		return r;
	r = uk_fd_install(f, 0, oflags & O_CLOEXEC ? FD_CLOEXEC : 0);
	if (r < 0)
		uk_file_unref(f);
	return r;
}
