/* SPDX-License-Identifier: BSD-3-Clause */
/* sigaction(): POSIX XSH. */
#include "signal_priv.h"

#define FAULTS                                                                                \
	(UK_SIG_BIT(SIGSEGV) | UK_SIG_BIT(SIGBUS) | UK_SIG_BIT(SIGFPE) | UK_SIG_BIT(SIGILL) | \
	 UK_SIG_BIT(SIGTRAP))

struct sigaction uk_sigactions[NSIG];

/* A signal that is ignored from now on is no longer pending. */
static void forget(int sig)
{
	siginfo_t info;

	while (uk_sig_take(&uk_pthread_me, UK_SIG_BIT(sig), &info)) {
	}
}

int sigaction(int sig, const struct sigaction *act, struct sigaction *old)
{
	if (!uk_sig_valid(sig) || (act && (sig == SIGKILL || sig == SIGSTOP)))
		return (int)uk_ret(-EINVAL);
	if (old)
		*old = uk_sigactions[sig];
	if (!act)
		return 0;
	uk_pthread_enter();
	uk_sigactions[sig] = *act;
	if (act->sa_handler == SIG_IGN)
		forget(sig);
	if (FAULTS & UK_SIG_BIT(sig))
		uk_sig_catch_faults();
	uk_sig_from_host(sig);
	return 0;
}
