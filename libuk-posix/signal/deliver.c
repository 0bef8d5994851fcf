/* SPDX-License-Identifier: BSD-3-Clause */
/* What happens when a signal is delivered: POSIX XSH 2.4.3. */
#include <uk/crash.h>
#include <uk/plat.h>
#include <uk/stack.h>
#include "signal_priv.h"

#pragma weak uk_pthread_testcancel /* there with pthread_cancel() */

enum { NONE, RESTART, INTERRUPT }; /* what uk_attend tells */

struct call {
	const struct sigaction *act;
	int sig;
	siginfo_t *info;
	void *context;
};

static void default_action(int sig)
{
	if (sig == SIGABRT)
		uk_panic("aborted");
	uk_exit(128 + sig);
}

static void call(void *arg)
{
	struct call *c = arg;

	if (c->act->sa_flags & SA_SIGINFO)
		c->act->sa_sigaction(c->sig, c->info, c->context);
	else
		c->act->sa_handler(c->sig);
}

static bool on_altstack(const struct uk_pthread *me)
{
	return (uintptr_t)__builtin_frame_address(0) - (uintptr_t)me->altstack.ss_sp <
	       me->altstack.ss_size;
}

int uk_sig_act(int sig, siginfo_t *info, void *context)
{
	struct uk_pthread *me = &uk_pthread_me;
	struct sigaction act = uk_sigactions[sig];
	sigset_t before = me->blocked;
	struct call c = { &act, sig, info, context };

	if (uk_sig_ignored(sig))
		return NONE;
	if (act.sa_handler == SIG_DFL) {
		default_action(sig);
		return NONE;
	}
	if (act.sa_flags & SA_RESETHAND)
		uk_sigactions[sig].sa_handler = SIG_DFL;
	me->blocked |= act.sa_mask;
	if (!(act.sa_flags & SA_NODEFER))
		me->blocked |= UK_SIG_BIT(sig);
	if (act.sa_flags & SA_ONSTACK && me->altstack.ss_size && !on_altstack(me))
		uk_call_on_stack((char *)me->altstack.ss_sp + me->altstack.ss_size, call, &c);
	else
		call(&c);
	me->blocked = before;
	return act.sa_flags & SA_RESTART ? RESTART : INTERRUPT;
}

int uk_sig_deliver(void)
{
	struct uk_pthread *me = uk_pthread_enter();
	siginfo_t info;
	int r = NONE, sig;

	me->thread->notice = false;
	while ((sig = uk_sig_take(me, ~me->blocked | UK_SIG_BIT(SIGKILL), &info)) != 0) {
		int one = uk_sig_act(sig, &info, NULL);

		r = UK_MAX(r, one);
	}
	return r;
}

int uk_attend(void)
{
	int r = uk_sig_deliver();

	if (uk_pthread_testcancel)
		uk_pthread_testcancel();
	return r;
}

/* For a scheduler that interrupts code of the program; there is no system call to cancel. */
void uk_sig_async(void);
void uk_sig_async(void)
{
	struct uk_pthread *me = &uk_pthread_me;

	uk_sig_deliver();
	if (!me->cancelled || me->cancel_disabled || !uk_pthread_testcancel)
		return;
	if (me->cancel_async)
		uk_pthread_testcancel();
	me->thread->notice = true; /* for its next call */
}

void uk_sig_set_mask(sigset_t mask)
{
	struct uk_pthread *me = uk_pthread_enter();

	me->blocked = mask & ~(UK_SIG_BIT(SIGKILL) | UK_SIG_BIT(SIGSTOP));
	if (uk_sig_pending(me) & ~me->blocked)
		me->thread->notice = true;
}

/* Here, not in a file of its own: those that call it refer to it weakly. */
sigset_t uk_sig_swap_mask(sigset_t mask)
{
	sigset_t before = uk_pthread_me.blocked;

	uk_sig_set_mask(mask);
	return before;
}

void uk_sig_abort(void)
{
	siginfo_t info = { .si_signo = SIGABRT, .si_code = SI_TKILL, .si_pid = 1 };

	uk_pthread_enter()->blocked &= ~UK_SIG_BIT(SIGABRT);
	uk_sig_act(SIGABRT, &info, NULL);
}
