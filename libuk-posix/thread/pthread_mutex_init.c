/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_mutex_init(), pthread_mutex_destroy(): POSIX XSH. */
#include <string.h>
#include "pthread_priv.h"

int pthread_mutex_init(pthread_mutex_t *restrict m, const pthread_mutexattr_t *restrict attr)
{
	memset(m, 0, sizeof(*m));
	uk_pthread_mutex(m)->type = attr ? (unsigned long)attr->__type : PTHREAD_MUTEX_DEFAULT;
	return 0;
}

int pthread_mutex_destroy(pthread_mutex_t *m)
{
	return uk_pthread_mutex(m)->mutex.owner ? EBUSY : 0;
}
