/* SPDX-License-Identifier: BSD-3-Clause */
/* What happens when a signal arrives: POSIX XSH 2.4. */
#include <uk/crash.h>
#include <uk/plat.h>
#include "signal_priv.h"

__thread sigset_t uk_sig_blocked, uk_sig_pending;

/* Nothing could continue a stopped image, so it does not stop. */
#define IGNORED                                                            \
	(UK_SIG_BIT(SIGCHLD) | UK_SIG_BIT(SIGURG) | UK_SIG_BIT(SIGWINCH) | \
	 UK_SIG_BIT(SIGCONT) | UK_SIG_BIT(SIGSTOP) | UK_SIG_BIT(SIGTSTP) | \
	 UK_SIG_BIT(SIGTTIN) | UK_SIG_BIT(SIGTTOU))

static void default_action(int sig)
{
	if (IGNORED & UK_SIG_BIT(sig))
		return;
	if (sig == SIGABRT)
		uk_panic("aborted");
	uk_exit(128 + sig);
}

static void deliver(int sig)
{
	struct sigaction act = uk_sigactions[sig];
	siginfo_t info = { .si_signo = sig, .si_code = SI_USER };
	sigset_t before = uk_sig_blocked;

	if (act.sa_handler == SIG_IGN)
		return;
	if (act.sa_handler == SIG_DFL) {
		default_action(sig);
		return;
	}
	if (act.sa_flags & SA_RESETHAND)
		uk_sigactions[sig].sa_handler = SIG_DFL;
	uk_sig_blocked |= act.sa_mask;
	if (!(act.sa_flags & SA_NODEFER))
		uk_sig_blocked |= UK_SIG_BIT(sig);
	if (act.sa_flags & SA_SIGINFO)
		act.sa_sigaction(sig, &info, NULL);
	else
		act.sa_handler(sig);
	uk_sig_blocked = before;
	uk_sig_deliver_pending();
}

void uk_sig_raise(int sig)
{
	if (uk_sig_blocked & UK_SIG_BIT(sig) && sig != SIGKILL)
		uk_sig_pending |= UK_SIG_BIT(sig);
	else
		deliver(sig);
}

void uk_sig_deliver_pending(void)
{
	sigset_t now;

	while ((now = uk_sig_pending & ~uk_sig_blocked) != 0) {
		int sig = __builtin_ctzl(now);

		uk_sig_pending &= ~UK_SIG_BIT(sig);
		deliver(sig);
	}
}

void uk_sig_abort(void)
{
	uk_sig_blocked &= ~UK_SIG_BIT(SIGABRT);
	deliver(SIGABRT);
}
