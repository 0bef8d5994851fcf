/* SPDX-License-Identifier: BSD-3-Clause */
/* sigaction(): POSIX XSH. */
#include <uk/anchor.h>
#include "signal_priv.h"

/* Signals may come from outside, too: asked.c looks whether this is there. */
UK_NEED(uk_sig_raise);

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
