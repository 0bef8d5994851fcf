/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_sigmask(), sigprocmask(): POSIX XSH. */
#include "signal_priv.h"

int pthread_sigmask(int how, const sigset_t *set, sigset_t *old)
{
	sigset_t now = uk_pthread_me.blocked;

	if (old)
		*old = now;
	if (!set)
		return 0;
	switch (how) {
	case SIG_BLOCK:
		now |= *set;
		break;
	case SIG_UNBLOCK:
		now &= ~*set;
		break;
	case SIG_SETMASK:
		now = *set;
		break;
	default:
		return EINVAL;
	}
	uk_sig_set_mask(now);
	if (uk_thread_self()->notice)
		uk_sig_deliver();
	return 0;
}

int sigprocmask(int how, const sigset_t *set, sigset_t *old)
{
	return (int)uk_ret(-pthread_sigmask(how, set, old));
}
