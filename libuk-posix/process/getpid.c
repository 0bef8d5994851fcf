/* SPDX-License-Identifier: BSD-3-Clause */
/* The one process: number 1, its own group and session, with no parent. POSIX XSH. */
#include <unistd.h>
#include "posix.h"

pid_t getpid(void)
{
	return 1;
}

pid_t getppid(void)
{
	return 0;
}

pid_t getpgrp(void)
{
	return 1;
}

pid_t getpgid(pid_t pid)
{
	return pid == 0 || pid == 1 ? 1 : (pid_t)uk_ret(-ESRCH);
}

pid_t getsid(pid_t pid)
{
	return getpgid(pid);
}

pid_t setsid(void)
{
	return (pid_t)uk_ret(-EPERM); /* leads a group already */
}

int setpgid(pid_t pid, pid_t group)
{
	if (getpgid(pid) < 0)
		return -1;
	return (int)uk_ret(group == 0 || group == 1 ? 0 : -EPERM);
}

int setpgrp(void)
{
	return 0; /* its own group already */
}
