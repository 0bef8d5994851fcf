/* SPDX-License-Identifier: BSD-3-Clause */
/* For those who attend to signals while they wait for a mutex. */
#include "mutex_priv.h"

int uk_mutex_timedlock_intr(struct uk_mutex *m, uint64_t deadline_ns)
{
	return uk_mutex_take(m, deadline_ns, uk_waitq_wait_intr);
}
