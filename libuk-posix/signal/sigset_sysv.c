/* SPDX-License-Identifier: BSD-3-Clause */
/* System V's calls: POSIX XSH sighold() and kin. */
#include "signal_priv.h"

static int change(int how, int sig)
{
	sigset_t set = UK_SIG_BIT(sig & 63);

	return uk_sig_valid(sig) ? sigprocmask(how, &set, NULL) : (int)uk_ret(-EINVAL);
}

int sighold(int sig)
{
	return change(SIG_BLOCK, sig);
}

int sigrelse(int sig)
{
	return change(SIG_UNBLOCK, sig);
}

int sigignore(int sig)
{
	struct sigaction act = { .sa_handler = SIG_IGN };

	return sigaction(sig, &act, NULL);
}

int sigpause(int sig)
{
	sigset_t set;

	if (!uk_sig_valid(sig))
		return (int)uk_ret(-EINVAL);
	sigprocmask(SIG_SETMASK, NULL, &set);
	set &= ~UK_SIG_BIT(sig);
	return sigsuspend(&set);
}

_sig_func_ptr sigset(int sig, _sig_func_ptr handler)
{
	struct sigaction act = { .sa_handler = handler }, old;
	bool held = uk_sig_valid(sig) && uk_pthread_me.blocked & UK_SIG_BIT(sig);

	if (sigaction(sig, handler == SIG_HOLD ? NULL : &act, &old) < 0 ||
	    change(handler == SIG_HOLD ? SIG_BLOCK : SIG_UNBLOCK, sig) < 0)
		return SIG_ERR;
	return held ? SIG_HOLD : old.sa_handler;
}
