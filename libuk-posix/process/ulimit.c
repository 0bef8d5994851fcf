/* SPDX-License-Identifier: BSD-3-Clause */
/* ulimit(): POSIX XSH; an older form of getrlimit(). */
#include <limits.h>
#include <stdarg.h>
#include <sys/resource.h>
#include <ulimit.h>
#include "posix.h"

#define BLOCK 512

static long blocks(rlim_t bytes)
{
	return bytes / BLOCK > LONG_MAX || bytes == RLIM_INFINITY ? LONG_MAX
								  : (long)(bytes / BLOCK);
}

long ulimit(int command, ...)
{
	struct rlimit limit;
	va_list ap;
	long n;

	if (getrlimit(RLIMIT_FSIZE, &limit) < 0)
		return -1;
	if (command == UL_GETFSIZE)
		return blocks(limit.rlim_cur);
	if (command != UL_SETFSIZE)
		return uk_ret(-EINVAL);
	va_start(ap, command);
	n = va_arg(ap, long);
	va_end(ap);
	if (n < 0)
		return uk_ret(-EINVAL);
	limit.rlim_cur = limit.rlim_max =
		n > LONG_MAX / BLOCK ? RLIM_INFINITY : (rlim_t)n * BLOCK;
	return setrlimit(RLIMIT_FSIZE, &limit) < 0 ? -1 : blocks(limit.rlim_cur);
}
