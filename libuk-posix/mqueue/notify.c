/* SPDX-License-Identifier: BSD-3-Clause */
/* mq_notify(): POSIX XSH. One registration a queue, and it is good for one message. */
#include "mqueue/mqueue_priv.h"
#include "signal/signal_priv.h"

static void end(struct uk_mq *q)
{
	q->registered = NULL;
}

void uk_mq_forget(struct uk_mq *q, const struct uk_mqd *d)
{
	if (d && q->registered != d)
		return;
	if (!d || q->event.sigev_notify == SIGEV_THREAD)
		uk_notify_end(&q->notify);
	end(q);
}

void uk_mq_arrived(struct uk_mq *q)
{
	struct uk_sigqueue *info;

	if (!q->registered)
		return;
	end(q);
	if (q->event.sigev_notify == SIGEV_THREAD)
		uk_notify(&q->notify);
	if (q->event.sigev_notify != SIGEV_SIGNAL)
		return;
	info = uk_sig_info(q->event.sigev_signo, SI_MESGQ);
	if (info)
		info->info.si_value = q->event.sigev_value;
	uk_sig_send(NULL, q->event.sigev_signo, info);
}

static int prepare(struct uk_notify *n, const struct sigevent *event)
{
	if (!n->due)
		return uk_notify_init(n, event);
	/* Told, but its thread did not start yet: then that is for who asks now. */
	n->fn = event->sigev_notify_function;
	n->value = event->sigev_value;
	return 0;
}

static int ask(struct uk_mqd *d, const struct sigevent *event)
{
	struct uk_mq *q = d->q;
	int r = 0;

	if (!event) {
		if (q->registered == d)
			uk_mq_forget(q, d);
		return 0;
	}
	switch (event->sigev_notify) {
	case SIGEV_SIGNAL:
		r = uk_sig_valid(event->sigev_signo) ? 0 : -EINVAL;
		break;
	case SIGEV_NONE:
	case SIGEV_THREAD:
		break;
	default:
		r = -EINVAL;
	}
	if (r == 0 && q->registered)
		r = -EBUSY;
	if (r == 0 && event->sigev_notify == SIGEV_THREAD)
		r = prepare(&q->notify, event);
	if (r < 0)
		return r;
	q->event = *event;
	q->registered = d;
	return 0;
}

int mq_notify(mqd_t mq, const struct sigevent *event)
{
	int r;
	struct uk_mqd *d = uk_mqd_get(mq, O_RDWR, &r);

	if (d) {
		r = ask(d, event);
		uk_file_unref(&d->file);
	}
	return (int)uk_ret(r);
}
