/* SPDX-License-Identifier: BSD-3-Clause */
/* Telling that a request is done: POSIX XSH 2.4.1, without memory as if it had been lost. */
#include <uk/heap.h>
#include "aio/aio_priv.h"
#include "signal/signal_priv.h"

struct call {
	void (*fn)(union sigval);
	union sigval value;
};

static void *run(void *arg)
{
	struct call c = *(struct call *)arg;

	uk_free(arg);
	c.fn(c.value);
	return NULL;
}

static void start(const struct sigevent *event)
{
	struct call *c = uk_malloc(sizeof(*c));
	pthread_attr_t attr;
	pthread_t t;

	if (!c)
		return;
	*c = (struct call){ event->sigev_notify_function, event->sigev_value };
	if (event->sigev_notify_attributes)
		attr = *event->sigev_notify_attributes;
	else
		pthread_attr_init(&attr);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	if (pthread_create(&t, &attr, run, c))
		uk_free(c);
}

void uk_aio_notify(const struct sigevent *event)
{
	struct uk_sigqueue *q;

	if (event->sigev_notify == SIGEV_THREAD)
		start(event);
	if (event->sigev_notify != SIGEV_SIGNAL || !uk_sig_valid(event->sigev_signo))
		return;
	q = uk_sig_info(event->sigev_signo, SI_ASYNCIO);
	if (q)
		q->info.si_value = event->sigev_value;
	uk_sig_send(NULL, event->sigev_signo, q);
}
