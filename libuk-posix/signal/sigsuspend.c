/* SPDX-License-Identifier: BSD-3-Clause */
/* sigsuspend(), pause(): POSIX XSH. They end when a handler has run. */
#include <unistd.h>
#include "signal_priv.h"

static int wait_for_handler(void)
{
	struct uk_waitq nobody = UK_WAITQ_INIT(nobody);

	do
		uk_wait_event_intr(&nobody, false, UK_FOREVER);
	while (uk_attend() == 0);
	return -EINTR;
}

int sigsuspend(const sigset_t *mask)
{
	sigset_t before = uk_pthread_me.blocked;
	int r;

	uk_sig_set_mask(*mask);
	r = wait_for_handler();
	uk_sig_set_mask(before);
	return (int)uk_ret(r);
}

int pause(void)
{
	uk_pthread_enter();
	return (int)uk_ret(wait_for_handler());
}
