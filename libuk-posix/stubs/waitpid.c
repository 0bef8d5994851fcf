/* SPDX-License-Identifier: BSD-3-Clause */
/* waitpid(): always fails, see uk/stubs.h. */
#include <sys/wait.h>
#include "stubs_priv.h"

UK_STUB_WARNING(waitpid);

pid_t waitpid(pid_t pid, int *status, int options)
{
	(void)pid;
	(void)status;
	(void)options;
	return (pid_t)uk_ret(-ENOSYS);
}
