/* SPDX-License-Identifier: BSD-3-Clause */
/* Cancellation: POSIX XSH 2.9.5. Acted upon in uk_attend, at the outside of system calls. */
#include <uk/anchor.h>
#include "thread/self.h"

/* Notified threads call it. */
UK_NEED(uk_attend);

void uk_pthread_testcancel(void)
{
	struct uk_pthread *me = &uk_pthread_me;

	if (me->cancelled && !me->cancel_disabled && !me->ending)
		pthread_exit(PTHREAD_CANCELED);
}

int pthread_cancel(pthread_t thread)
{
	struct uk_pthread *p;

	uk_pthread_enter();
	/* Ended, but not joined: that is no error, and nothing is left to do. */
	if (((struct uk_thread *)thread)->state == UK_THREAD_DEAD)
		return 0;
	p = uk_pthread_of(thread);
	p->cancelled = true;
	if (!p->cancel_disabled && !p->ending)
		uk_thread_notify(p->thread);
	if (p == &uk_pthread_me && p->cancel_async)
		uk_pthread_testcancel();
	return 0;
}

int pthread_setcancelstate(int state, int *old)
{
	struct uk_pthread *me = uk_pthread_enter();

	if (state != PTHREAD_CANCEL_ENABLE && state != PTHREAD_CANCEL_DISABLE)
		return EINVAL;
	if (old)
		*old = me->cancel_disabled;
	me->cancel_disabled = state;
	if (me->cancelled && !me->cancel_disabled) {
		me->thread->notice = true;
		if (me->cancel_async)
			uk_pthread_testcancel();
	}
	return 0;
}

int pthread_setcanceltype(int type, int *old)
{
	struct uk_pthread *me = uk_pthread_enter();

	if (type != PTHREAD_CANCEL_DEFERRED && type != PTHREAD_CANCEL_ASYNCHRONOUS)
		return EINVAL;
	if (old)
		*old = me->cancel_async;
	me->cancel_async = type;
	if (type)
		uk_pthread_testcancel();
	return 0;
}

void pthread_testcancel(void)
{
	uk_pthread_testcancel();
}
