/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_getattr_np(): as glibc has it; garbage collectors ask where the stack is. */
#include <uk/page.h>
#include "thread/self.h"

int pthread_getattr_np(pthread_t thread, pthread_attr_t *attr)
{
	const struct uk_thread *t = (const struct uk_thread *)thread;
	const struct uk_pthread *p = uk_pthread_of(thread);

	pthread_attr_init(attr);
	attr->__detached = t->detached;
	attr->__policy = p->policy;
	attr->__priority = p->priority;
	if (p->stack) {
		attr->__stack = p->stack;
		attr->__stack_size = p->stack_size;
		attr->__guard = 0;
	} else {
		attr->__stack = (char *)t->stack + UK_PAGE_SIZE;
		attr->__stack_size = (size_t)((char *)t->tls_block - (char *)attr->__stack);
	}
	return 0;
}
