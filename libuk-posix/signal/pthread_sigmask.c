/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_sigmask(), sigprocmask(): POSIX XSH. */
#include "signal_priv.h"

int pthread_sigmask(int how, const sigset_t *set, sigset_t *old)
{
	sigset_t now = uk_sig_blocked;

	if (set) {
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
	}
	if (old)
		*old = uk_sig_blocked;
	uk_sig_blocked = now;
	uk_sig_deliver_pending();
	return 0;
}

int sigprocmask(int how, const sigset_t *set, sigset_t *old)
{
	return (int)uk_ret(-pthread_sigmask(how, set, old));
}
