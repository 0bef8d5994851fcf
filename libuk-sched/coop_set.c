/* SPDX-License-Identifier: BSD-3-Clause */
/* The cooperative scheduler has no priorities and no time slices. */
#include <errno.h>
#include <uk/sched.h>

int uk_sched_set(struct uk_thread *t, int priority, bool fifo)
{
	(void)t;
	return priority == UK_PRIORITY_DEFAULT && !fifo ? 0 : -ENOTSUP;
}

uint64_t uk_sched_slice_ns(void)
{
	return 0;
}
