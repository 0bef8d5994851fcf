/* SPDX-License-Identifier: BSD-3-Clause */
/* mq_send(), mq_timedsend(): POSIX XSH. */
#include <poll.h>
#include <string.h>
#include <uk/heap.h>
#include "mqueue/mqueue_priv.h"

/* Behind the last of no lower priority: mostly that is the end. */
static void insert(struct uk_mq *q, struct uk_mq_message *m)
{
	struct uk_list *at = q->messages.prev;

	while (at != &q->messages &&
	       uk_list_entry(at, struct uk_mq_message, link)->prio < m->prio)
		at = at->prev;
	uk_list_insert(at->next, &m->link);
	q->count++;
}

static int wait_for_room(struct uk_mqd *d, const struct timespec *abstime)
{
	uint64_t deadline = UK_FOREVER;
	struct uk_mq *q = d->q;
	int r = 0;

	if (q->count < q->most)
		return 0;
	if (d->file.oflags & O_NONBLOCK)
		return -EAGAIN;
	if (abstime)
		r = uk_deadline(CLOCK_REALTIME, abstime, &deadline);
	return r < 0 ? r : uk_wait_event_intr(&q->senders, q->count < q->most, deadline);
}

static int put(struct uk_mqd *d, const char *msg, size_t len, unsigned prio,
	       const struct timespec *abstime)
{
	struct uk_mq *q = d->q;
	struct uk_mq_message *m;
	int r;

	if (prio >= MQ_PRIO_MAX)
		return -EINVAL;
	if (len > q->size)
		return -EMSGSIZE;
	m = uk_malloc(sizeof(*m) + len);
	if (!m)
		return -ENOMEM;
	r = wait_for_room(d, abstime);
	if (r < 0) {
		uk_free(m);
		return r;
	}
	m->prio = prio;
	m->len = len;
	memcpy(m->data, msg, len);
	insert(q, m);
	if (q->count == 1 && !q->waiting && uk_mq_arrived)
		uk_mq_arrived(q);
	uk_waitq_wake(&q->receivers, 1);
	uk_mq_tell(q, POLLIN | POLLRDNORM);
	return 0;
}

static int put_once(mqd_t mq, const char *msg, size_t len, unsigned prio,
		    const struct timespec *abstime)
{
	int r;
	struct uk_mqd *d = uk_mqd_get(mq, O_WRONLY, &r);

	if (d) {
		r = put(d, msg, len, prio, abstime);
		uk_file_unref(&d->file);
	}
	return r;
}

int mq_timedsend(mqd_t mq, const char *msg, size_t len, unsigned prio,
		 const struct timespec *abstime)
{
	return (int)uk_ret(UK_POINT(put_once(mq, msg, len, prio, abstime)));
}

int mq_send(mqd_t mq, const char *msg, size_t len, unsigned prio)
{
	return mq_timedsend(mq, msg, len, prio, NULL);
}
