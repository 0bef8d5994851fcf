/* SPDX-License-Identifier: BSD-3-Clause */
/* Sets of signals: POSIX XSH sigemptyset() and kin. */
#include "signal_priv.h"

int sigemptyset(sigset_t *set)
{
	*set = 0;
	return 0;
}

int sigfillset(sigset_t *set)
{
	*set = ~(sigset_t)1; /* there is no signal 0 */
	return 0;
}

int sigaddset(sigset_t *set, int sig)
{
	if (!uk_sig_valid(sig))
		return (int)uk_ret(-EINVAL);
	*set |= UK_SIG_BIT(sig);
	return 0;
}

int sigdelset(sigset_t *set, int sig)
{
	if (!uk_sig_valid(sig))
		return (int)uk_ret(-EINVAL);
	*set &= ~UK_SIG_BIT(sig);
	return 0;
}

int sigismember(const sigset_t *set, int sig)
{
	if (!uk_sig_valid(sig))
		return (int)uk_ret(-EINVAL);
	return (*set & UK_SIG_BIT(sig)) != 0;
}

int sigisemptyset(const sigset_t *set)
{
	return *set == 0;
}

int sigandset(sigset_t *to, const sigset_t *a, const sigset_t *b)
{
	*to = *a & *b;
	return 0;
}

int sigorset(sigset_t *to, const sigset_t *a, const sigset_t *b)
{
	*to = *a | *b;
	return 0;
}
