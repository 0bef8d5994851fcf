/* SPDX-License-Identifier: BSD-3-Clause */
/* sigwait(), sigwaitinfo(), sigtimedwait(): POSIX XSH; signals taken without a handler. */
#include "signal_priv.h"

/* The signal, -EAGAIN after @deadline, or -EINTR: a handler ran. */
static int await(sigset_t set, siginfo_t *info, uint64_t deadline)
{
	struct uk_waitq nobody = UK_WAITQ_INIT(nobody);
	struct uk_pthread *me = uk_pthread_enter();
	int sig, r = 0;

	for (;;) {
		sig = uk_sig_take(me, set, info);
		if (sig || r)
			return sig ? sig : r;
		me->awaited = set;
		r = uk_wait_event_intr(&nobody, uk_sig_pending(me) & set, deadline);
		me->awaited = 0;
		if (r == -ETIMEDOUT)
			r = -EAGAIN;
		/* What is taken here must not run a handler, though it is not blocked. */
		if (r == -EINTR && (uk_sig_pending(me) & set || uk_attend() == 0))
			r = 0;
	}
}

int sigtimedwait(const sigset_t *set, siginfo_t *info, const struct timespec *timeout)
{
	uint64_t deadline = UK_FOREVER;
	siginfo_t unused;
	int r = timeout ? uk_deadline_in(timeout, &deadline) : 0;

	return (int)uk_ret(r < 0 ? r : await(*set, info ? info : &unused, deadline));
}

int sigwaitinfo(const sigset_t *set, siginfo_t *info)
{
	return sigtimedwait(set, info, NULL);
}

int sigwait(const sigset_t *set, int *sig)
{
	siginfo_t info;
	int r;

	do
		r = await(*set, &info, UK_FOREVER);
	while (r == -EINTR);
	*sig = r;
	return 0;
}
