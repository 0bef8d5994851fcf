/* SPDX-License-Identifier: BSD-3-Clause */
/* Generation of signals and what is pending: POSIX XSH 2.4.1. */
#include <unistd.h>
#include <uk/heap.h>
#include <uk/anchor.h>
#include "signal_priv.h"

/* Notified threads call it. */
UK_NEED(uk_attend);

#pragma weak uk_signalfd_notify /* there with signalfd() */
#pragma weak uk_malloc		/* without a heap signals have no information */
#pragma weak uk_free

#define QUEUED_MAX 1024

/* Default: nothing. Nothing could continue a stopped image, so it does not stop. */
#define HARMLESS                                                           \
	(UK_SIG_BIT(SIGCHLD) | UK_SIG_BIT(SIGURG) | UK_SIG_BIT(SIGWINCH) | \
	 UK_SIG_BIT(SIGCONT) | UK_SIG_BIT(SIGSTOP) | UK_SIG_BIT(SIGTSTP) | \
	 UK_SIG_BIT(SIGTTIN) | UK_SIG_BIT(SIGTTOU))

struct uk_sigpend uk_sig_process;
static unsigned queued;

bool uk_sig_ignored(int sig)
{
	_sig_func_ptr h = uk_sigactions[sig].sa_handler;

	return h == SIG_IGN || (h == SIG_DFL && HARMLESS & UK_SIG_BIT(sig));
}

/* Who wants @sig: the running thread if it may have it, else one that waits for it, else one
 * that it can reach at once. */
static struct uk_pthread *choose(sigset_t bit)
{
	struct uk_thread *self = uk_thread_self();
	struct uk_pthread *best = NULL;

	UK_LIST_FOREACH(p, &uk_pthreads, struct uk_pthread, link) {
		if (p->ending)
			continue;
		if (p->awaited & bit)
			return p;
		if (p->blocked & bit)
			continue;
		if (!best || (p->thread == self && self->state == UK_THREAD_RUNNING) ||
		    (best->thread != self && !best->thread->interruptible &&
		     p->thread->interruptible))
			best = p;
	}
	return best;
}

static void drop(struct uk_sigqueue *q)
{
	if (q)
		q->taken(q);
}

void uk_sig_send(struct uk_pthread *to, int sig, struct uk_sigqueue *q)
{
	const sigset_t bit = UK_SIG_BIT(sig);
	struct uk_pthread *t = to ? to : choose(bit);
	struct uk_sigpend *p = t ? &t->pending : &uk_sig_process;
	bool open = t && (!(t->blocked & bit) || t->awaited & bit || sig == SIGKILL);

	/* What all block stays pending, ignored or not. */
	if ((uk_sig_ignored(sig) && (t ? !(t->blocked & bit) : uk_list_empty(&uk_pthreads))) ||
	    (sig < SIGRTMIN && p->set & bit)) {
		drop(q);
		return;
	}
	if (!p->queue.next)
		uk_list_init(&p->queue);
	p->set |= bit;
	if (q)
		uk_list_insert(&p->queue, &q->link);
	if (open)
		uk_thread_notify(t->thread);
	else if (uk_signalfd_notify)
		uk_signalfd_notify(sig);
}

void uk_sig_send_now(struct uk_pthread *to, int sig, struct uk_sigqueue *q)
{
	uk_pthread_enter();
	/* Real-time signals queue, also without a value. */
	if (!q && sig >= SIGRTMIN)
		q = uk_sig_info(sig, SI_USER);
	uk_sig_send(to, sig, q);
	if (uk_thread_self()->notice)
		uk_sig_deliver();
}

static void release(struct uk_sigqueue *q)
{
	queued--;
	uk_free(q);
}

struct uk_sigqueue *uk_sig_info(int sig, int code)
{
	struct uk_sigqueue *q = NULL;

	if (uk_malloc && queued < QUEUED_MAX)
		q = uk_malloc(sizeof(*q));
	if (!q)
		return NULL;
	queued++;
	*q = (struct uk_sigqueue){
		.info = { .si_signo = sig, .si_code = code, .si_pid = getpid() },
		.taken = release,
	};
	uk_list_init(&q->link);
	return q;
}

sigset_t uk_sig_pending(const struct uk_pthread *me)
{
	return me->pending.set | uk_sig_process.set;
}

static bool take_from(struct uk_sigpend *p, int sig, siginfo_t *info)
{
	struct uk_sigqueue *found = NULL;
	bool more = false;

	if (!(p->set & UK_SIG_BIT(sig)))
		return false;
	UK_LIST_FOREACH(q, &p->queue, struct uk_sigqueue, link) {
		if (q->info.si_signo != sig)
			continue;
		more = found != NULL;
		if (more)
			break;
		found = q;
	}
	*info = (siginfo_t){ .si_signo = sig, .si_code = SI_USER, .si_pid = 1 };
	if (found) {
		uk_list_remove(&found->link);
		*info = found->info;
		found->taken(found);
	}
	if (!more)
		p->set &= ~UK_SIG_BIT(sig);
	return true;
}

int uk_sig_take(struct uk_pthread *me, sigset_t set, siginfo_t *info)
{
	sigset_t now = uk_sig_pending(me) & set;
	int sig;

	if (!now)
		return 0;
	sig = __builtin_ctzl(now);
	if (!take_from(&me->pending, sig, info))
		take_from(&uk_sig_process, sig, info);
	return sig;
}
