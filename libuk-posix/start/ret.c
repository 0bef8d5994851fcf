/* SPDX-License-Identifier: BSD-3-Clause */
/* From the pool's convention (negative errno) to that of C. */
#include "posix.h"

ssize_t uk_ret(ssize_t r)
{
	if (uk_unlikely(r < 0)) {
		errno = (int)-r;
		return -1;
	}
	return r;
}
