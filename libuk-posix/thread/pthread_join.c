/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_join(), pthread_detach(): POSIX XSH. */
#include "pthread_priv.h"

int pthread_join(pthread_t thread, void **value)
{
	ssize_t r;

	do
		r = UK_POINT(uk_thread_join((struct uk_thread *)thread, value));
	while (r == -EINTR);
	return (int)-r;
}

int pthread_detach(pthread_t thread)
{
	return -uk_thread_detach((struct uk_thread *)thread);
}
