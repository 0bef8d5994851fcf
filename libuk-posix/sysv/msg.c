/* SPDX-License-Identifier: BSD-3-Clause */
/* Message queues by key: POSIX XSH msgget() and kin. */
#include <limits.h>
#include <string.h>
#include <sys/msg.h>
#include <unistd.h>
#include <uk/heap.h>
#include "sysv/sysv_priv.h"

/* Linux's. */
#define SIZE_MOST  8192
#define BYTES_MOST 16384

struct message {
	struct uk_list link;
	long type;
	size_t len;
	char data[];
};

struct queue {
	struct uk_ipc ipc;
	struct msqid_ds ds;
	struct uk_list messages;
	struct uk_waitq senders, receivers;
};

static struct queue *of(struct uk_ipc *o)
{
	return uk_container_of(o, struct queue, ipc);
}

static struct uk_ipc *make(size_t size, int *r)
{
	struct queue *q = uk_zalloc(sizeof(*q));

	(void)size;
	*r = -ENOMEM;
	if (!q)
		return NULL;
	q->ipc.perm = &q->ds.msg_perm;
	q->ds.msg_qbytes = BYTES_MOST;
	q->ds.msg_ctime = uk_ipc_now();
	uk_list_init(&q->messages);
	uk_waitq_init(&q->senders);
	uk_waitq_init(&q->receivers);
	return &q->ipc;
}

static bool fits(const struct uk_ipc *o, size_t size)
{
	(void)o;
	(void)size;
	return true;
}

static void end(struct uk_ipc *o)
{
	struct queue *q = of(o);
	struct uk_list *l;

	while ((l = uk_list_pop(&q->messages)) != NULL)
		uk_free(uk_list_entry(l, struct message, link));
	uk_free(q);
}

static struct uk_ipc_kind queues = { .make = make, .fits = fits, .free = end };

int msgget(key_t key, int flags)
{
	return (int)uk_ret(uk_ipc_get(&queues, key, 0, flags));
}

static bool room(const struct queue *q, size_t len)
{
	return len <= q->ds.msg_qbytes && q->ds.__msg_cbytes <= q->ds.msg_qbytes - len &&
	       q->ds.msg_qnum < q->ds.msg_qbytes;
}

static int wait_for_room(struct queue *q, size_t len, int flags)
{
	int r = 0;

	if (!room(q, len) && flags & IPC_NOWAIT)
		return -EAGAIN;
	q->ipc.refs++;
	r = uk_wait_event_intr(&q->senders, q->ipc.removed || room(q, len), UK_FOREVER);
	if (q->ipc.removed)
		r = -EIDRM;
	uk_ipc_drop(&queues, &q->ipc);
	return r;
}

static int put(int id, const long *msg, size_t len, int flags)
{
	int r;
	struct uk_ipc *o = uk_ipc_find(&queues, id, &r);
	struct message *m;
	struct queue *q;

	if (len > SIZE_MOST || *msg < 1)
		return -EINVAL;
	if (!o)
		return r;
	q = of(o);
	m = uk_malloc(sizeof(*m) + len);
	if (!m)
		return -ENOMEM;
	r = wait_for_room(q, len, flags);
	if (r < 0) {
		uk_free(m);
		return r;
	}
	m->type = *msg;
	m->len = len;
	memcpy(m->data, msg + 1, len);
	uk_list_insert(&q->messages, &m->link);
	q->ds.__msg_cbytes += len;
	q->ds.msg_qnum++;
	q->ds.msg_lspid = getpid();
	q->ds.msg_stime = uk_ipc_now();
	/* All: each waits for a type of its own. */
	uk_waitq_wake(&q->receivers, UK_WAKE_ALL);
	return 0;
}

int msgsnd(int id, const void *msg, size_t size, int flags)
{
	return (int)uk_ret(UK_POINT_ONCE(put(id, msg, size, flags)));
}

static struct message *choose(struct queue *q, long type, int flags)
{
	struct message *best = NULL;

	UK_LIST_FOREACH(m, &q->messages, struct message, link) {
		if (type == 0 || (type > 0 && (m->type == type) == !(flags & MSG_EXCEPT)))
			return m;
		/* Of the most negative one there is no absolute value. */
		if (type < 0 && -m->type >= type && (!best || m->type < best->type))
			best = m;
	}
	return best;
}

static ssize_t take(int id, long *msg, size_t size, long type, int flags)
{
	int r;
	struct uk_ipc *o = uk_ipc_find(&queues, id, &r);
	struct message *m = NULL;
	struct queue *q;

	if (size > SSIZE_MAX)
		return -EINVAL;
	if (!o)
		return r;
	q = of(o);
	if (flags & IPC_NOWAIT) {
		m = choose(q, type, flags);
		r = m ? 0 : -ENOMSG;
	} else {
		o->refs++;
		r = uk_wait_event_intr(&q->receivers,
				       o->removed || (m = choose(q, type, flags)) != NULL,
				       UK_FOREVER);
		if (o->removed)
			r = -EIDRM;
		uk_ipc_drop(&queues, o);
	}
	if (r < 0)
		return r;
	if (m->len > size && !(flags & MSG_NOERROR))
		return -E2BIG;
	uk_list_remove(&m->link);
	q->ds.__msg_cbytes -= m->len;
	q->ds.msg_qnum--;
	q->ds.msg_lrpid = getpid();
	q->ds.msg_rtime = uk_ipc_now();
	size = UK_MIN(size, m->len);
	*msg = m->type;
	memcpy(msg + 1, m->data, size);
	uk_free(m);
	uk_waitq_wake(&q->senders, UK_WAKE_ALL);
	return (ssize_t)size;
}

ssize_t msgrcv(int id, void *msg, size_t size, long type, int flags)
{
	return uk_ret(UK_POINT_ONCE(take(id, msg, size, type, flags)));
}

static int control(struct queue *q, int command, struct msqid_ds *ds)
{
	if ((command == IPC_STAT || command == IPC_SET) && !ds)
		return -EFAULT;
	switch (command) {
	case IPC_STAT:
		*ds = q->ds;
		return 0;
	case IPC_SET:
		uk_ipc_set(&q->ipc, &ds->msg_perm);
		q->ds.msg_qbytes = ds->msg_qbytes;
		q->ds.msg_ctime = uk_ipc_now();
		uk_waitq_wake(&q->senders, UK_WAKE_ALL);
		return 0;
	case IPC_RMID:
		uk_waitq_wake(&q->senders, UK_WAKE_ALL);
		uk_waitq_wake(&q->receivers, UK_WAKE_ALL);
		uk_ipc_remove(&queues, &q->ipc);
		return 0;
	default:
		return -EINVAL;
	}
}

int msgctl(int id, int command, struct msqid_ds *ds)
{
	int r;
	struct uk_ipc *o = uk_ipc_find(&queues, id, &r);

	return (int)uk_ret(o ? control(of(o), command, ds) : r);
}
