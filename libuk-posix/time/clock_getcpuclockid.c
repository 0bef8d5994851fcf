/* SPDX-License-Identifier: BSD-3-Clause */
/* clock_getcpuclockid(): POSIX XSH; there is one process. */
#include <unistd.h>
#include <uk/anchor.h>
#include "posix.h"

UK_NEED(uk_clock_cpu);

int clock_getcpuclockid(pid_t pid, clockid_t *id)
{
	if (pid != 0 && pid != getpid())
		return ESRCH;
	*id = CLOCK_PROCESS_CPUTIME_ID;
	return 0;
}
