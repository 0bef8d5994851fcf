/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_cleanup_push(), pthread_cleanup_pop(): POSIX XSH. */
#include "thread/self.h"

void __pthread_cleanup_push(struct __pthread_cleanup *c, void (*fn)(void *), void *arg)
{
	*c = (struct __pthread_cleanup){ fn, arg, uk_pthread_me.cleanup };
	uk_pthread_me.cleanup = c;
}

void __pthread_cleanup_pop(struct __pthread_cleanup *c, int execute)
{
	uk_pthread_me.cleanup = c->next;
	if (execute)
		c->fn(c->arg);
}
