/* SPDX-License-Identifier: BSD-3-Clause */
/* sigpending(): POSIX XSH. */
#include "signal_priv.h"

int sigpending(sigset_t *set)
{
	*set = uk_sig_pending(&uk_pthread_me) & uk_pthread_me.blocked;
	return 0;
}
