/* SPDX-License-Identifier: BSD-3-Clause */
/* fchmod(): POSIX XSH. */
#include <sys/stat.h>
#include "fset_priv.h"

int fchmod(int fd, mode_t mode)
{
	struct uk_attr a = { .which = UK_ATTR_MODE, .mode = mode & 07777 };

	return (int)uk_ret(uk_fset(fd, &a));
}
