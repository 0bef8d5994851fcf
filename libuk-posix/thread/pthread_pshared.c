/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The process-shared attribute: POSIX XSH pthread_mutexattr_setpshared() and
 * the same for other objects. It is kept, and makes no difference.
 */
#include "pthread_priv.h"

static int set(int *to, int shared)
{
	if (shared != PTHREAD_PROCESS_PRIVATE && shared != PTHREAD_PROCESS_SHARED)
		return EINVAL;
	*to = shared;
	return 0;
}

#define PSHARED(kind)                                                            \
	int pthread_##kind##_setpshared(pthread_##kind##_t *attr, int shared)    \
	{                                                                        \
		return set(&attr->__shared, shared);                             \
	}                                                                        \
	int pthread_##kind##_getpshared(const pthread_##kind##_t *restrict attr, \
					int *restrict shared)                    \
	{                                                                        \
		*shared = attr->__shared;                                        \
		return 0;                                                        \
	}

PSHARED(mutexattr)
PSHARED(condattr)
PSHARED(rwlockattr)
PSHARED(barrierattr)
