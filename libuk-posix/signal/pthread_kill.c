/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * pthread_kill(): POSIX XSH. A signal can be delivered in the calling thread
 * only; another one is refused with ENOTSUP.
 */
#include <pthread.h>
#include "signal_priv.h"

int pthread_kill(pthread_t thread, int sig)
{
	if (sig < 0 || sig >= NSIG)
		return EINVAL;
	if (sig == 0)
		return 0;
	if (thread != (pthread_t)uk_thread_self())
		return ENOTSUP;
	uk_sig_raise(sig);
	return 0;
}
