/* SPDX-License-Identifier: BSD-3-Clause */
/* getrlimit(), setrlimit(): POSIX XSH; the number of descriptors is the one that counts. */
#include <sys/resource.h>
#include "posix.h"

static rlim_t files_max = UK_FD_HARD_MAX;

int getrlimit(int resource, struct rlimit *limit)
{
	if (resource < 0 || resource >= RLIM_NLIMITS)
		return (int)uk_ret(-EINVAL);
	limit->rlim_cur = limit->rlim_max = RLIM_INFINITY;
	if (resource == RLIMIT_CORE)
		limit->rlim_cur = limit->rlim_max = 0;
	if (resource == RLIMIT_NOFILE) {
		limit->rlim_cur = uk_fd_max;
		limit->rlim_max = files_max;
	}
	return 0;
}

int setrlimit(int resource, const struct rlimit *limit)
{
	struct rlimit now = { 0, 0 };

	if (getrlimit(resource, &now) < 0)
		return -1;
	if (limit->rlim_cur > limit->rlim_max)
		return (int)uk_ret(-EINVAL);
	if (resource == RLIMIT_NOFILE) {
		/* The hard one may go up again: who asks is root. */
		if (limit->rlim_max > UK_FD_HARD_MAX)
			return (int)uk_ret(-EPERM);
		files_max = limit->rlim_max;
		uk_fd_max = (unsigned)limit->rlim_cur;
		return 0;
	}
	/* Asking for what is so anyway succeeds. */
	return (int)uk_ret(limit->rlim_cur >= now.rlim_cur ? 0 : -EPERM);
}
