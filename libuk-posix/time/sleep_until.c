/* SPDX-License-Identifier: BSD-3-Clause */
/* What all sleeps are made of. */
#include "posix.h"

int uk_sleep_until(uint64_t deadline)
{
	struct uk_waitq nobody = UK_WAITQ_INIT(nobody);
	int r = uk_wait_event_intr(&nobody, false, deadline);

	return r == -EINTR ? r : 0;
}
