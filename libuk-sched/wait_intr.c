/* SPDX-License-Identifier: BSD-3-Clause */
/* Waits that end when the thread is wanted elsewhere: uk_thread_notify. */
#include "sched_priv.h"
#include <errno.h>
#include <uk/wait.h>

int uk_waitq_wait_intr(struct uk_waitq *q, uint64_t deadline_ns)
{
	struct uk_thread *self = uk_thread_self();
	int r;

	if (self->notice)
		return -EINTR;
	self->interruptible = true;
	r = uk_waitq_wait(q, deadline_ns);
	self->interruptible = false;
	return r;
}

void uk_thread_notify(struct uk_thread *t)
{
	t->notice = true;
	if (t->interruptible && t->state == UK_THREAD_BLOCKED)
		uk_waitq_end(t, -EINTR);
}
