/* SPDX-License-Identifier: BSD-3-Clause */
/* Waits that signals interrupt only for their handlers: pthread_priv.h, UK_RESUMED. */
#include "pthread_priv.h"
#include "signal/signal_priv.h"

#pragma weak uk_sig_deliver /* there with anything that sends signals */
#pragma weak uk_pthread_testcancel

void uk_pthread_resume(void)
{
	const struct uk_pthread *me = &uk_pthread_me;

	uk_thread_self()->notice = false;
	if (uk_sig_deliver)
		uk_sig_deliver();
	/* Asynchronous cancellation does not wait for a point. */
	if (me->cancel_async && uk_pthread_testcancel)
		uk_pthread_testcancel();
}

void uk_pthread_resumed(void)
{
	const struct uk_pthread *me = &uk_pthread_me;

	if (me->cancelled && !me->cancel_disabled && !me->ending)
		uk_thread_self()->notice = true;
}
