/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Private: signals within the one process. They come from raise(), kill() of
 * the own process and abort() only, and are delivered in the calling thread
 * at once, or when it unblocks them.
 */
#ifndef SIGNAL_PRIV_H
#define SIGNAL_PRIV_H

#include <signal.h>
#include "posix.h"

#define UK_SIG_BIT(n) ((sigset_t)1 << (n))

static inline bool uk_sig_valid(int sig)
{
	return sig > 0 && sig < NSIG;
}

/* sigaction.c */
extern struct sigaction uk_sigactions[NSIG];
/* deliver.c */
extern __thread sigset_t uk_sig_blocked, uk_sig_pending;
/* Deliver @sig, or keep it if it is blocked. */
void uk_sig_raise(int sig);
/* Deliver what is pending and no longer blocked. */
void uk_sig_deliver_pending(void);
/* Deliver SIGABRT, blocked or not. */
void uk_sig_abort(void);

#endif
