/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_setconcurrency(), pthread_getconcurrency(): POSIX XSH, a hint that is kept. */
#include "pthread_priv.h"

static int kept;

int pthread_setconcurrency(int level)
{
	if (level < 0)
		return EINVAL;
	kept = level;
	return 0;
}

int pthread_getconcurrency(void)
{
	return kept;
}
