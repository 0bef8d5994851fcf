/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * SIGPIPE: POSIX XSH write(), EPIPE. A program that never heard of signals ends by it, too,
 * without them being linked.
 */
#include <sys/socket.h>
#include <uk/plat.h>
#include "signal_priv.h"

#pragma weak uk_sig_send
#pragma weak uk_sig_info
#pragma weak uk_pthread_enter

ssize_t uk_sigpipe(int flags)
{
	if (flags & MSG_NOSIGNAL)
		return -EPIPE;
	if (!uk_sig_send)
		uk_exit(128 + SIGPIPE);
	uk_sig_send(uk_pthread_enter(), SIGPIPE, uk_sig_info(SIGPIPE, SI_KERNEL));
	return -EPIPE;
}
