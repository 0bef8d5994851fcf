/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Private: what libuk-posix keeps of each of its threads, in thread-local storage.
 * All zeros is a valid start. Threads of drivers are not in the list, and get no signals.
 */
#ifndef SELF_H
#define SELF_H

#include <pthread.h>
#include <signal.h>
#include <uk/thread.h>
#include "posix.h"

struct uk_sigpend {
	sigset_t set;
	struct uk_list queue; /* of struct uk_sigqueue; not set up while next is NULL */
};

struct uk_pthread {
	struct uk_list link;	  /* of uk_pthreads */
	struct uk_thread *thread; /* NULL: not in the list yet */
	/* signals, see signal/signal_priv.h */
	struct uk_sigpend pending;
	sigset_t blocked;
	sigset_t awaited; /* of sigwait() */
	stack_t altstack; /* ss_size 0: none */
	/* cancellation, see thread/cancel.c */
	struct __pthread_cleanup *cleanup;
	bool cancelled, cancel_disabled, cancel_async;
	bool ending;
	unsigned char policy, priority; /* as pthread_setschedparam() has them */
	void *stack;			/* the program's own, or NULL */
	size_t stack_size;
};

/* self.c */
extern __thread struct uk_pthread uk_pthread_me;
extern struct uk_list uk_pthreads;
/* The calling thread's, in the list from now on. */
struct uk_pthread *uk_pthread_enter(void);
/* The calling thread ends: no more signals for it. */
void uk_pthread_leave(void);
/* That of another thread, which is in the list. */
static inline struct uk_pthread *uk_pthread_of(pthread_t thread)
{
	return uk_thread_local((struct uk_thread *)thread, &uk_pthread_me);
}

/*
 * pthread_sched.c: run @t by @policy and @priority, with NULL: could one? 0, -EINVAL or
 * -ENOTSUP. Weak, as without it there is SCHED_OTHER only.
 */
int uk_pthread_sched(struct uk_thread *t, int policy, int priority) uk_weak;

/* pthread_cancel.c: if the calling thread is to end, it ends here. */
void uk_pthread_testcancel(void);

#endif
