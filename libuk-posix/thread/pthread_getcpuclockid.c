/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_getcpuclockid(): POSIX XSH. Who has it linked has threads counted from the start. */
#include <uk/cputime.h>
#include <uk/init.h>
#include "pthread_priv.h"
#include "thread/self.h"

int pthread_getcpuclockid(pthread_t thread, clockid_t *clock)
{
	clockid_t id = uk_clock_of_thread((struct uk_thread *)thread);

	uk_pthread_enter();
	if (uk_clock_cpu(id) < 0)
		return ESRCH;
	*clock = id;
	return 0;
}

static int start(void)
{
	uk_cputime_threads();
	return 0;
}
UK_INIT(UK_LEVEL_CORE, start);
