/* SPDX-License-Identifier: BSD-3-Clause */
/* Telling that a request is done: POSIX XSH 2.4.1, without memory as if it had been lost. */
#include "aio/aio_priv.h"
#include "signal/signal_priv.h"
#include "thread/notify.h"

void uk_aio_notify(const struct sigevent *event)
{
	struct uk_sigqueue *q;

	if (event->sigev_notify == SIGEV_THREAD)
		uk_notify_start(event->sigev_notify_function, event->sigev_value,
				event->sigev_notify_attributes);
	if (event->sigev_notify != SIGEV_SIGNAL || !uk_sig_valid(event->sigev_signo))
		return;
	q = uk_sig_info(event->sigev_signo, SI_ASYNCIO);
	if (q)
		q->info.si_value = event->sigev_value;
	uk_sig_send(NULL, event->sigev_signo, q);
}
