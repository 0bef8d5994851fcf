/* SPDX-License-Identifier: BSD-3-Clause */
/* siginterrupt(): POSIX XSH. */
#include "signal_priv.h"

int siginterrupt(int sig, int flag)
{
	struct sigaction act;

	if (sigaction(sig, NULL, &act) < 0)
		return -1;
	if (flag)
		act.sa_flags &= ~SA_RESTART;
	else
		act.sa_flags |= SA_RESTART;
	return sigaction(sig, &act, NULL);
}
