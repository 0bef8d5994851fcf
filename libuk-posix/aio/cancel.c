/* SPDX-License-Identifier: BSD-3-Clause */
/* aio_cancel(): POSIX XSH. What a thread has begun goes on. */
#include "aio/aio_priv.h"

static unsigned taken;

static void take(struct aiocb *cb)
{
	taken++;
	uk_aio_take_back(cb);
}

static int all_of(const struct uk_file *f)
{
	bool busy;

	taken = 0;
	busy = uk_aio_each(f, take);
	return busy ? AIO_NOTCANCELED : taken ? AIO_CANCELED : AIO_ALLDONE;
}

static int one(struct aiocb *cb)
{
	if (cb->__state == UK_AIO_RUNNING)
		return AIO_NOTCANCELED;
	if (cb->__state != UK_AIO_QUEUED)
		return AIO_ALLDONE;
	uk_aio_take_back(cb);
	return AIO_CANCELED;
}

int aio_cancel(int fd, struct aiocb *cb)
{
	struct uk_file *f = uk_fd_get(fd);
	int r;

	if (!f)
		return (int)uk_ret(-EBADF);
	r = !cb ? all_of(f) : cb->aio_fildes == fd ? one(cb) : (int)uk_ret(-EINVAL);
	uk_file_unref(f);
	return r;
}
