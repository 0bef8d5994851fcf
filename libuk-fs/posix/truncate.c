/* SPDX-License-Identifier: BSD-3-Clause */
/* truncate(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <uk/vfs.h>

int truncate(const char *path, off_t len)
{
	struct uk_attr a = { .which = UK_ATTR_SIZE, .size = len };

	return (int)uk_ret(len < 0 ? -EINVAL : uk_vfs_setattr_at(AT_FDCWD, path, 0, &a));
}
