/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Private: signals within the one process.
 *
 *	kill(), a timer, the host ──> uk_sig_send ──> pending of a thread or the process
 *	                                 │ uk_thread_notify
 *	a system call of that thread ──> uk_attend ──> uk_sig_deliver ──> handler
 *
 * Handlers run in thread context only, between the inside of one system call and
 * the next (uk/file.h, UK_POINT), except that of a fault (fault.c).
 */
#ifndef SIGNAL_PRIV_H
#define SIGNAL_PRIV_H

#include <signal.h>
#include "thread/self.h"

#define UK_SIG_BIT(n) ((sigset_t)1 << (n))

static inline bool uk_sig_valid(int sig)
{
	return sig > 0 && sig < NSIG;
}

/*
 * A pending signal with its information. Those without (or when memory is out) are
 * told as SI_USER. @taken is called when it leaves the queue, delivered or not; it may free it.
 */
struct uk_sigqueue {
	struct uk_list link;
	siginfo_t info;
	void (*taken)(struct uk_sigqueue *q);
};

/* sigaction.c */
extern struct sigaction uk_sigactions[NSIG];

/* send.c: pending for the process: no thread could take it. */
extern struct uk_sigpend uk_sig_process;
/*
 * Send @sig to a thread, or with NULL to the process. @q may be NULL; it is taken at
 * once if the signal is ignored or (below SIGRTMIN) pending already. Thread context, timer
 * or irq handler; no handler runs yet.
 */
void uk_sig_send(struct uk_pthread *to, int sig, struct uk_sigqueue *q);
/* The same from thread context, and deliver what is for the caller. */
void uk_sig_send_now(struct uk_pthread *to, int sig, struct uk_sigqueue *q);
/* Is @sig's action to do nothing? */
bool uk_sig_ignored(int sig);
/* An entry of the heap with si_code @code; NULL: out of memory, or too many. */
struct uk_sigqueue *uk_sig_info(int sig, int code);
/* Take the pending signal of @set with the lowest number: its number, or 0. */
int uk_sig_take(struct uk_pthread *me, sigset_t set, siginfo_t *info);
/* All that is pending for @me, blocked or not. */
sigset_t uk_sig_pending(const struct uk_pthread *me);

/* deliver.c: run the handlers of what is due; as uk_attend (uk/file.h). */
int uk_sig_deliver(void);
/* Run the action of one signal in the calling thread; as uk_attend. */
int uk_sig_act(int sig, siginfo_t *info, void *context);
/* Set the calling thread's mask; what is no longer blocked is due at its next system call. */
void uk_sig_set_mask(sigset_t mask);
/* Deliver SIGABRT, blocked or not. */
void uk_sig_abort(void);

/* fault.c: have faults offered to handlers. */
void uk_sig_catch_faults(void);
/* host.c: have the host's @sig sent to the process. */
void uk_sig_from_host(int sig);
/* signalfd.c: @sig became pending. */
void uk_signalfd_notify(int sig);

#endif
