/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_mutex_init(), pthread_mutex_destroy(): POSIX XSH. */
#include <string.h>
#include "pthread_priv.h"

int pthread_mutex_init(pthread_mutex_t *restrict m, const pthread_mutexattr_t *restrict attr)
{
	struct uk_pthread_mutex *k;
	int r;

	memset(m, 0, sizeof(*m));
	k = uk_pthread_mutex(m);
	k->type = attr ? (unsigned long)attr->__type : PTHREAD_MUTEX_DEFAULT;
	if (!attr)
		return 0;
	if (attr->__protocol) {
		if (uk_pthread_protocol_init(k, attr) < 0)
			return ENOMEM;
		k->type |= UK_MUTEX_PROTOCOL;
	}
	if (!attr->__robust)
		return 0;
	k->type |= UK_MUTEX_ROBUST;
	r = uk_pthread_robust_add(k);
	if (r && attr->__protocol)
		uk_pthread_protocol_destroy(k);
	return r;
}

int pthread_mutex_destroy(pthread_mutex_t *m)
{
	struct uk_pthread_mutex *k = uk_pthread_mutex(m);

	if (k->mutex.owner)
		return EBUSY;
	if (k->type & UK_MUTEX_ROBUST)
		uk_pthread_robust_remove(k);
	if (k->type & UK_MUTEX_PROTOCOL)
		uk_pthread_protocol_destroy(k);
	return 0;
}
