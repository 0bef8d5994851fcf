/* SPDX-License-Identifier: BSD-3-Clause */
/* kill(), killpg(): POSIX XSH. There is one process: 1. Its group (0, -1) is itself. */
#include <unistd.h>
#include "signal_priv.h"

int kill(pid_t pid, int sig)
{
	if (sig < 0 || sig >= NSIG)
		return (int)uk_ret(-EINVAL);
	if (pid != getpid() && pid != 0 && pid != -1 && pid != -getpid())
		return (int)uk_ret(-ESRCH);
	if (sig)
		uk_sig_send_now(NULL, sig, uk_sig_info(sig, SI_USER));
	return 0;
}

int killpg(pid_t pgrp, int sig)
{
	return pgrp < 0 ? (int)uk_ret(-EINVAL) : kill(-pgrp, sig);
}
