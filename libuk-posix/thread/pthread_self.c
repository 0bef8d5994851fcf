/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_self(), pthread_equal(): POSIX XSH. */
#include "pthread_priv.h"

pthread_t pthread_self(void)
{
	return (pthread_t)uk_thread_self();
}

int pthread_equal(pthread_t a, pthread_t b)
{
	return a == b;
}
