/* SPDX-License-Identifier: BSD-3-Clause */
/* chdir(): POSIX XSH. */
#include <fcntl.h>
#include <unistd.h>
#include <uk/vfs.h>

int chdir(const char *path)
{
	struct uk_vnode *v;
	int r = uk_vfs_lookup(AT_FDCWD, path, 0, &v);

	if (r == 0) {
		r = uk_vfs_chdir(v);
		uk_vnode_unref(v);
	}
	return (int)uk_ret(r);
}
