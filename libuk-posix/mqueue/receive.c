/* SPDX-License-Identifier: BSD-3-Clause */
/* mq_receive(), mq_timedreceive(): POSIX XSH. */
#include <poll.h>
#include <string.h>
#include <uk/heap.h>
#include "mqueue/mqueue_priv.h"

static int wait_for_message(struct uk_mqd *d, const struct timespec *abstime)
{
	uint64_t deadline = UK_FOREVER;
	struct uk_mq *q = d->q;
	int r = 0;

	if (q->count)
		return 0;
	if (d->file.oflags & O_NONBLOCK)
		return -EAGAIN;
	if (abstime)
		r = uk_deadline(CLOCK_REALTIME, abstime, &deadline);
	if (r < 0)
		return r;
	q->waiting++;
	r = uk_wait_event_intr(&q->receivers, q->count, deadline);
	q->waiting--;
	return r;
}

static ssize_t take(struct uk_mqd *d, char *msg, size_t len, unsigned *prio,
		    const struct timespec *abstime)
{
	struct uk_mq *q = d->q;
	struct uk_mq_message *m;
	ssize_t r;

	if (len < q->size)
		return -EMSGSIZE;
	r = wait_for_message(d, abstime);
	if (r < 0)
		return r;
	m = uk_list_entry(uk_list_pop(&q->messages), struct uk_mq_message, link);
	q->count--;
	memcpy(msg, m->data, m->len);
	if (prio)
		*prio = m->prio;
	r = (ssize_t)m->len;
	uk_free(m);
	uk_waitq_wake(&q->senders, 1);
	uk_mq_tell(q, POLLOUT | POLLWRNORM);
	return r;
}

static ssize_t take_once(mqd_t mq, char *msg, size_t len, unsigned *prio,
			 const struct timespec *abstime)
{
	int r;
	struct uk_mqd *d = uk_mqd_get(mq, O_RDONLY, &r);
	ssize_t n;

	if (!d)
		return r;
	n = take(d, msg, len, prio, abstime);
	uk_file_unref(&d->file);
	return n;
}

ssize_t mq_timedreceive(mqd_t mq, char *restrict msg, size_t len, unsigned *restrict prio,
			const struct timespec *restrict abstime)
{
	return uk_ret(UK_POINT(take_once(mq, msg, len, prio, abstime)));
}

ssize_t mq_receive(mqd_t mq, char *msg, size_t len, unsigned *prio)
{
	return mq_timedreceive(mq, msg, len, prio, NULL);
}
