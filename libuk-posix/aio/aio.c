/* SPDX-License-Identifier: BSD-3-Clause */
/* aio_read() and kin: POSIX XSH. */
#include "aio/aio_priv.h"
#include "thread/self.h"

int aio_read(struct aiocb *cb)
{
	uk_pthread_enter(); /* somebody must be there to be told by a signal */
	return (int)uk_ret(uk_aio_submit(cb, UK_AIO_READ, NULL));
}

int aio_write(struct aiocb *cb)
{
	uk_pthread_enter();
	return (int)uk_ret(uk_aio_submit(cb, UK_AIO_WRITE, NULL));
}

int aio_fsync(int op, struct aiocb *cb)
{
	uk_pthread_enter();
	if (op != O_SYNC && op != O_DSYNC)
		return (int)uk_ret(-EINVAL);
	return (int)uk_ret(uk_aio_submit(cb, UK_AIO_SYNC, NULL));
}

int aio_error(const struct aiocb *cb)
{
	return cb->__state == UK_AIO_NONE ? (int)uk_ret(-EINVAL) : cb->__error;
}

ssize_t aio_return(struct aiocb *cb)
{
	if (cb->__state != UK_AIO_DONE)
		return uk_ret(-EINVAL);
	cb->__state = UK_AIO_NONE;
	return cb->__result;
}
