/* SPDX-License-Identifier: BSD-3-Clause */
/* The queue of requests, and the threads that work on it: aio_priv.h. */
#include <limits.h>
#include <uk/heap.h>
#include <uk/thread.h>
#include "aio/aio_priv.h"
#include "thread/self.h"

#define WORKERS 16

static struct uk_list queue = UK_LIST_INIT(queue), running = UK_LIST_INIT(running);
static unsigned requests, workers;
struct uk_waitq uk_aio_done = UK_WAITQ_INIT(uk_aio_done);

_Static_assert(sizeof(struct uk_list) == sizeof(((struct aiocb *)0)->__link), "see <aio.h>");

static struct uk_list *link_of(struct aiocb *cb)
{
	return (struct uk_list *)(void *)cb->__link;
}

static struct aiocb *of(struct uk_list *l)
{
	return uk_container_of((void *)l, struct aiocb, __link);
}

static bool busy(const struct uk_file *f)
{
	struct uk_list *l;

	for (l = running.next; l != &running; l = l->next)
		if (of(l)->__file == f)
			return true;
	return false;
}

bool uk_aio_each(const struct uk_file *f, void (*fn)(struct aiocb *cb))
{
	struct uk_list *l, *next;

	for (l = queue.next; l != &queue; l = next) {
		next = l->next;
		if (of(l)->__file == f)
			fn(of(l));
	}
	return busy(f);
}

/* The first whose file nobody works on. */
static struct aiocb *next_one(void)
{
	struct uk_list *l;

	for (l = queue.next; l != &queue; l = l->next)
		if (!busy(of(l)->__file)) {
			uk_list_remove(l);
			uk_list_insert(&running, l);
			of(l)->__state = UK_AIO_RUNNING;
			return of(l);
		}
	return NULL;
}

static ssize_t perform(const struct aiocb *cb)
{
	struct iovec v = { (void *)cb->aio_buf, cb->aio_nbytes };
	struct uk_file *f = cb->__file;
	off_t off = cb->aio_offset;

	if (cb->__op == UK_AIO_SYNC)
		return f->ops->sync ? f->ops->sync(f) : -EINVAL;
	if (f->ops->size && off < 0)
		return -EINVAL;
	if (cb->__op == UK_AIO_READ)
		return f->ops->readv ? f->ops->readv(f, &v, 1, off) : -EBADF;
	if (f->oflags & O_APPEND && f->ops->size)
		off = f->ops->size(f);
	if (off < 0)
		return off;
	return f->ops->writev ? f->ops->writev(f, &v, 1, off) : -EBADF;
}

void uk_aio_left(struct uk_aio_group *g)
{
	if (--g->left)
		return;
	uk_aio_notify(&g->event);
	uk_free(g);
}

/* From here on @cb may be the program's again. */
static void finish(struct aiocb *cb, ssize_t r)
{
	struct sigevent event = cb->aio_sigevent;
	struct uk_aio_group *g = cb->__group;
	struct uk_file *f = cb->__file;

	uk_list_remove(link_of(cb));
	requests--;
	cb->__result = r < 0 ? -1 : r;
	cb->__error = r < 0 ? (int)-r : 0;
	cb->__state = UK_AIO_DONE;
	uk_waitq_wake(&uk_aio_done, UK_WAKE_ALL);
	uk_aio_notify(&event);
	if (g)
		uk_aio_left(g);
	uk_file_unref(f);
}

void uk_aio_take_back(struct aiocb *cb)
{
	finish(cb, -ECANCELED);
}

static void *work(void *arg)
{
	struct aiocb *cb;

	/* Signals are for the program's own threads. */
	uk_pthread_me.blocked = ~(sigset_t)0;
	while ((cb = next_one()) != NULL)
		finish(cb, perform(cb));
	workers--;
	uk_pthread_leave(); /* it may have entered by starting a thread of the program */
	return arg;
}

/* Somebody is there to do it: 0, or -EAGAIN. */
static int have_worker(const struct uk_file *f)
{
	struct uk_thread_attr attr = { .name = "aio", .detached = true };

	/* Who works on this file takes the next one of it, too. */
	if (busy(f) || workers == WORKERS)
		return 0;
	if (uk_thread_create(NULL, &attr, work, NULL) < 0)
		return workers ? 0 : -EAGAIN;
	workers++;
	return 0;
}

static int check(const struct aiocb *cb, int op, const struct uk_file *f)
{
	int mode = f->oflags & O_ACCMODE;

	if ((op == UK_AIO_READ && mode == O_WRONLY) || (op != UK_AIO_READ && mode == O_RDONLY))
		return -EBADF;
	if (op == UK_AIO_SYNC)
		return f->ops->sync ? 0 : -EINVAL;
	if (cb->aio_nbytes > SSIZE_MAX || cb->aio_reqprio < 0 ||
	    cb->aio_reqprio > UK_AIO_PRIO || (f->ops->size && cb->aio_offset < 0))
		return -EINVAL;
	return requests >= UK_AIO_MAX ? -EAGAIN : 0;
}

int uk_aio_submit(struct aiocb *cb, int op, struct uk_aio_group *g)
{
	struct uk_file *f = uk_fd_get(cb->aio_fildes);
	int r = f ? check(cb, op, f) : -EBADF;

	if (r == 0)
		r = have_worker(f);
	if (r < 0) {
		if (f)
			uk_file_unref(f);
		cb->__state = UK_AIO_DONE;
		cb->__error = -r;
		cb->__result = -1;
		return r;
	}
	cb->__file = f;
	cb->__group = g;
	cb->__op = op;
	cb->__error = EINPROGRESS;
	cb->__state = UK_AIO_QUEUED;
	requests++;
	uk_list_insert(&queue, link_of(cb));
	return 0;
}
