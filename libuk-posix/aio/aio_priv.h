/* SPDX-License-Identifier: BSD-3-Clause */
/* Private: requests wait in a queue, until a thread has time and their file has no other. */
#ifndef AIO_PRIV_H
#define AIO_PRIV_H

#include <aio.h>
#include <uk/wait.h>
#include "posix.h"

#define UK_AIO_MAX    1024
#define UK_AIO_LISTIO 256
#define UK_AIO_PRIO   20

enum { UK_AIO_READ, UK_AIO_WRITE, UK_AIO_SYNC };
/* What a request is, which is all zeros before its first use. */
enum { UK_AIO_NONE, UK_AIO_QUEUED, UK_AIO_RUNNING, UK_AIO_DONE };

/* Requests of one lio_listio(LIO_NOWAIT): who is told when none is left. */
struct uk_aio_group {
	unsigned left;
	struct sigevent event;
};

/* queue.c */
extern struct uk_waitq uk_aio_done; /* woken whenever one is */
/* Queue @cb, of @g if not NULL. 0, -EAGAIN, -EBADF, -EINVAL. */
int uk_aio_submit(struct aiocb *cb, int op, struct uk_aio_group *g);
/* @cb, which is in the queue, ends with -ECANCELED. */
void uk_aio_take_back(struct aiocb *cb);
/* Call @fn for each of the queue on @f, and tell whether one is being done. */
bool uk_aio_each(const struct uk_file *f, void (*fn)(struct aiocb *cb));
/* One less in @g. */
void uk_aio_left(struct uk_aio_group *g);
/* notify.c */
void uk_aio_notify(const struct sigevent *event);

#endif
