/* SPDX-License-Identifier: BSD-3-Clause */
/* The clocks of processor time. */
#include <uk/cputime.h>
#include "thread/self.h"

static struct uk_thread *find(clockid_t id)
{
	if (id == CLOCK_THREAD_CPUTIME_ID)
		return uk_thread_self();
	UK_LIST_FOREACH(p, &uk_pthreads, struct uk_pthread, link) {
		if (uk_clock_of_thread(p->thread) == id)
			return p->thread;
	}
	return NULL;
}

int64_t uk_clock_cpu(clockid_t id)
{
	struct uk_thread *t;

	if (id == CLOCK_PROCESS_CPUTIME_ID)
		return (int64_t)uk_cputime_ns();
	t = find(id);
	return t ? (int64_t)uk_cputime_thread_ns(t) : -EINVAL;
}
