/* SPDX-License-Identifier: BSD-3-Clause */
/* Linux's error numbers, which 9P2000.L carries, in the pool's: those of files. */
#include "p9.h"
#include <errno.h>

int p9_errno(uint64_t e)
{
	switch (e) {
	case 35:
		return -EDEADLK;
	case 36:
		return -ENAMETOOLONG;
	case 37:
		return -ENOLCK;
	case 38:
		return -ENOSYS;
	case 39:
		return -ENOTEMPTY;
	case 40:
		return -ELOOP;
	case 61:
		return -ENODATA;
	case 75:
		return -EOVERFLOW;
	case 95:
		return -EOPNOTSUPP;
	case 110:
		return -ETIMEDOUT;
	case 116:
		return -ESTALE;
	case 122:
		return -EDQUOT;
	default:
		return e > 0 && e < 35 ? -(int)e : -EIO;
	}
}
