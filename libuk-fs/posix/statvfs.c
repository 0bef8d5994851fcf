/* SPDX-License-Identifier: BSD-3-Clause */
/* statvfs(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/statvfs.h>
#include <uk/vfs.h>

int statvfs(const char *__restrict path, struct statvfs *__restrict s)
{
	struct uk_vnode *v;
	int r = uk_vfs_lookup(AT_FDCWD, path, 0, &v);

	if (r == 0) {
		memset(s, 0, sizeof(*s));
		r = v->ops->statvfs ? v->ops->statvfs(v, s) : -ENOSYS;
		uk_vnode_unref(v);
	}
	return (int)uk_ret(r);
}
