/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_kill(): POSIX XSH. */
#include "signal_priv.h"

int pthread_kill(pthread_t thread, int sig)
{
	struct uk_thread *t = (struct uk_thread *)thread;

	if (sig < 0 || sig >= NSIG)
		return EINVAL;
	uk_pthread_enter();
	if (t->state == UK_THREAD_DEAD)
		return ESRCH;
	if (sig)
		uk_sig_send_now(uk_pthread_of(thread), sig, uk_sig_info(sig, SI_TKILL));
	return 0;
}
