/* SPDX-License-Identifier: BSD-3-Clause */
/* futimens(): POSIX XSH. */
#include <sys/stat.h>
#include "fattr_priv.h"

int futimens(int fd, const struct timespec ts[2])
{
	struct uk_attr a;
	int r = uk_attr_times(&a, ts);

	return (int)uk_ret(r < 0 ? r : uk_fd_setattr(fd, &a));
}
