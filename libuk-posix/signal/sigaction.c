/* SPDX-License-Identifier: BSD-3-Clause */
/* sigaction(): POSIX XSH. */
#include "signal_priv.h"

struct sigaction uk_sigactions[NSIG];

int sigaction(int sig, const struct sigaction *act, struct sigaction *old)
{
	if (!uk_sig_valid(sig) || (act && (sig == SIGKILL || sig == SIGSTOP)))
		return (int)uk_ret(-EINVAL);
	if (old)
		*old = uk_sigactions[sig];
	if (act)
		uk_sigactions[sig] = *act;
	return 0;
}
