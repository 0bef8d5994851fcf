/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_getcpuclockid(): POSIX XSH; ENOENT says that there is no such clock. */
#include "pthread_priv.h"

int pthread_getcpuclockid(pthread_t thread, clockid_t *clock)
{
	(void)thread;
	(void)clock;
	return ENOENT;
}
