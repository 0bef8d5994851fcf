/* SPDX-License-Identifier: BSD-3-Clause */
/* Attributes of mutexes with a protocol: POSIX XSH pthread_mutexattr_setprotocol() and kin. */
#include <uk/anchor.h>
#include "pthread_priv.h"

/* There are such mutexes: in its file is what others declare weak. */
UK_NEED(uk_pthread_protocol_init);

int pthread_mutexattr_setprotocol(pthread_mutexattr_t *attr, int protocol)
{
	if (protocol < PTHREAD_PRIO_NONE || protocol > PTHREAD_PRIO_PROTECT)
		return EINVAL;
	attr->__protocol = (unsigned char)protocol;
	return 0;
}

int pthread_mutexattr_getprotocol(const pthread_mutexattr_t *restrict attr,
				  int *restrict protocol)
{
	*protocol = attr->__protocol;
	return 0;
}

int pthread_mutexattr_setprioceiling(pthread_mutexattr_t *attr, int ceiling)
{
	if (ceiling < 1 || ceiling > UK_PTHREAD_RT_MAX)
		return EINVAL;
	attr->__ceiling = (unsigned char)ceiling;
	return 0;
}

int pthread_mutexattr_getprioceiling(const pthread_mutexattr_t *restrict attr,
				     int *restrict ceiling)
{
	*ceiling = attr->__ceiling ? attr->__ceiling : 1;
	return 0;
}
