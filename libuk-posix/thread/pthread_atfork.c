/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_atfork(): POSIX XSH. fork() always fails, and before it would call a handler. */
#include <pthread.h>

int pthread_atfork(void (*prepare)(void), void (*parent)(void), void (*child)(void))
{
	(void)prepare;
	(void)parent;
	(void)child;
	return 0;
}
