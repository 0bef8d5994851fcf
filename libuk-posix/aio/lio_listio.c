/* SPDX-License-Identifier: BSD-3-Clause */
/* lio_listio(): POSIX XSH. */
#include <uk/heap.h>
#include "aio/aio_priv.h"
#include "thread/self.h"

static bool counts(const struct aiocb *cb)
{
	return cb && cb->aio_lio_opcode != LIO_NOP;
}

static bool all_done(struct aiocb *const list[], int n)
{
	int i;

	for (i = 0; i < n; i++)
		if (counts(list[i]) && list[i]->__state != UK_AIO_DONE)
			return false;
	return true;
}

static int submit(struct aiocb *cb, struct uk_aio_group *g)
{
	int op = cb->aio_lio_opcode, r;

	if (op != LIO_READ && op != LIO_WRITE) {
		cb->__state = UK_AIO_DONE;
		cb->__error = EINVAL;
		cb->__result = -1;
		return -EINVAL;
	}
	if (g)
		g->left++;
	r = uk_aio_submit(cb, op == LIO_READ ? UK_AIO_READ : UK_AIO_WRITE, g);
	if (r < 0 && g)
		g->left--;
	return r;
}

/* 0, -EAGAIN if any could not be queued for want of room, -EIO if for another reason. */
static int submit_all(struct aiocb *const list[], int n, struct uk_aio_group *g)
{
	int i, r = 0;

	for (i = 0; i < n; i++) {
		int one = counts(list[i]) ? submit(list[i], g) : 0;

		if (one == -EAGAIN)
			r = -EAGAIN;
		else if (one < 0 && r == 0)
			r = -EIO;
	}
	return r;
}

static int wait_for_all(struct aiocb *const list[], int n)
{
	int i, r = uk_wait_event_intr(&uk_aio_done, all_done(list, n), UK_FOREVER);

	for (i = 0; i < n && r == 0; i++)
		if (counts(list[i]) && list[i]->__error)
			r = -EIO;
	return r;
}

static int in_background(struct aiocb *const list[], int n, const struct sigevent *event)
{
	struct uk_aio_group *g = NULL;
	int r;

	if (event && event->sigev_notify != SIGEV_NONE) {
		g = uk_malloc(sizeof(*g));
		if (!g)
			return -EAGAIN;
		*g = (struct uk_aio_group){ 1, *event }; /* ours, until all are queued */
	}
	r = submit_all(list, n, g);
	if (g)
		uk_aio_left(g);
	return r;
}

int lio_listio(int mode, struct aiocb *restrict const list[restrict], int n,
	       struct sigevent *restrict event)
{
	int r, w;

	uk_pthread_enter();
	if ((mode != LIO_WAIT && mode != LIO_NOWAIT) || n < 0 || n > UK_AIO_LISTIO)
		return (int)uk_ret(-EINVAL);
	if (mode == LIO_NOWAIT)
		return (int)uk_ret(in_background(list, n, event));
	r = submit_all(list, n, NULL);
	w = (int)UK_POINT_ONCE(wait_for_all(list, n));
	return (int)uk_ret(r < 0 ? r : w);
}
