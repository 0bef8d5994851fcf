/* SPDX-License-Identifier: BSD-3-Clause */
/* fchown(): POSIX XSH. */
#include <unistd.h>
#include "fset_priv.h"

int fchown(int fd, uid_t uid, gid_t gid)
{
	struct uk_attr a = { .which = UK_ATTR_OWNER, .uid = uid, .gid = gid };

	return (int)uk_ret(uk_fset(fd, &a));
}
