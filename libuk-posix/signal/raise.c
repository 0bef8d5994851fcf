/* SPDX-License-Identifier: BSD-3-Clause */
/* raise(): ISO C 7.14.2.1, POSIX XSH: to the calling thread. */
#include "signal_priv.h"

int raise(int sig)
{
	if (!uk_sig_valid(sig))
		return (int)uk_ret(-EINVAL);
	uk_sig_send_now(uk_pthread_enter(), sig, uk_sig_info(sig, SI_USER));
	return 0;
}
