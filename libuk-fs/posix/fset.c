/* SPDX-License-Identifier: BSD-3-Clause */
/* Set attributes of an open file by descriptor. */
#include <errno.h>
#include "fset_priv.h"

int uk_fset(int fd, const struct uk_attr *a)
{
	struct uk_file *f = uk_fd_get(fd);
	int r = -EINVAL;

	if (!f)
		return -EBADF;
	if (uk_vfile_of(f))
		r = uk_vfile_setattr(uk_vfile_of(f), a);
	uk_file_unref(f);
	return r;
}
