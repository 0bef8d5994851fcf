/* SPDX-License-Identifier: BSD-3-Clause */
/* clock_getcpuclockid(): POSIX XSH; there is one process. */
#include <unistd.h>
#include "posix.h"

int clock_getcpuclockid(pid_t pid, clockid_t *id)
{
	if (pid != 0 && pid != getpid())
		return ESRCH;
	*id = CLOCK_PROCESS_CPUTIME_ID;
	return 0;
}
