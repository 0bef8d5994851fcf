/* SPDX-License-Identifier: BSD-3-Clause */
/* aio_suspend(): POSIX XSH. */
#include "aio/aio_priv.h"

static bool any_done(const struct aiocb *const list[], int n)
{
	int i;

	for (i = 0; i < n; i++)
		if (list[i] && list[i]->__state != UK_AIO_QUEUED &&
		    list[i]->__state != UK_AIO_RUNNING)
			return true;
	return false;
}

static int suspend(const struct aiocb *const list[], int n, uint64_t deadline)
{
	int r = uk_wait_event_intr(&uk_aio_done, any_done(list, n), deadline);

	return r == -ETIMEDOUT ? -EAGAIN : r;
}

int aio_suspend(const struct aiocb *const list[], int n, const struct timespec *timeout)
{
	uint64_t deadline = UK_FOREVER;
	int r = n < 0 ? -EINVAL : 0;

	if (r == 0 && timeout)
		r = uk_deadline_in(timeout, &deadline);
	return (int)uk_ret(r < 0 ? r : UK_POINT_ONCE(suspend(list, n, deadline)));
}
