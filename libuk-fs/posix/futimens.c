/* SPDX-License-Identifier: BSD-3-Clause */
/* futimens(): POSIX XSH. */
#include <sys/stat.h>
#include "fset_priv.h"

int futimens(int fd, const struct timespec *t)
{
	struct uk_attr a;
	int r = uk_attr_times(&a, t);

	return (int)uk_ret(r < 0 ? r : uk_fset(fd, &a));
}
