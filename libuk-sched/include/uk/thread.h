/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Threads. This package has their life cycle, wait queues, locks and timers;
 * slot `sched` (uk_provides_sched) has the run queue and decides who runs:
 * uk/sched.h. The boot context becomes nothing: the main thread has its own
 * stack (parameter sched.stack).
 */
#ifndef UK_THREAD_H
#define UK_THREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uk/compiler.h>
#include <uk/context.h>
#include <uk/list.h>

struct uk_waitq;

#define UK_PRIORITY_MAX	    63
#define UK_PRIORITY_DEFAULT 16

enum uk_thread_state { UK_THREAD_RUNNING, UK_THREAD_READY, UK_THREAD_BLOCKED, UK_THREAD_DEAD };

struct uk_thread {
	struct uk_context ctx;
	struct uk_list link;	/* in the run queue or a wait queue */
	struct uk_waitq *waitq; /* where it waits, or NULL */
	enum uk_thread_state state;
	bool detached;
	bool interruptible; /* waits in uk_waitq_wait_intr */
	bool notice;	    /* uk_thread_notify: something waits to be attended to */
	int wait_result;
	int priority;	   /* 0..63, for schedulers that look at it; 16 by default */
	bool fifo;	   /* runs until it gives way or one of a higher priority is ready */
	size_t timer_slot; /* index + 1 in the timer heap while it waits with a deadline, else 0
			    */
	uint64_t deadline;
	void *stack;	    /* lowest address, the guard page included */
	size_t stack_pages; /* with the guard page */
	void *tls_block;
	void *retval;
	struct uk_list joiners; /* wait queue of joiners, see uk/wait.h */
	void *user;		/* owned by libuk-posix: its pthread object */
	char name[16];
};

/* The running thread; NULL before the scheduler starts. One load. */
extern __thread struct uk_thread *uk_thread_current;
static inline struct uk_thread *uk_thread_self(void)
{
	return uk_thread_current;
}

struct uk_thread_attr {
	const char *name;  /* copied, cut to 15 bytes; NULL: "thread" */
	size_t stack_size; /* bytes, rounded up to pages; 0: parameter sched.thread_stack */
	int priority;	   /* 0: default */
	bool detached;
	void *stack; /* the caller's own: lowest of stack_size bytes, without a guard; or NULL
		      */
	void *user;  /* initial uk_thread.user */
};

/*
 * A new, runnable thread; it runs fn(arg) on a stack with a guard page below it. @attr may be
 * NULL. Returns 0 and *out, or -ENOMEM, -EINVAL.
 */
int uk_thread_create(struct uk_thread **out, const struct uk_thread_attr *attr,
		     void *(*fn)(void *), void *arg);

/* End the calling thread. Its stack goes back when it is joined, or at once if detached. */
void uk_thread_exit(void *retval) uk_noreturn;
/* Wait for @t to end and free it. 0; -EDEADLK (self), -EINVAL (detached), -EINTR (notified). */
int uk_thread_join(struct uk_thread *t, void **retval);
int uk_thread_detach(struct uk_thread *t);

/*
 * Draw the attention of @t: its interruptible wait ends with -EINTR, and those that it begins
 * do not block until it has set @t->notice to false again. libuk-posix has signals and
 * cancellation over it. Thread context or irq handler; does not switch.
 */
void uk_thread_notify(struct uk_thread *t);

/*
 * The address of thread-local variable @mine, given as the calling thread's, in @t, which has
 * not ended. Thread context.
 */
static inline void *uk_thread_local(const struct uk_thread *t, void *mine)
{
	const struct uk_thread *self = uk_thread_self();

	return (char *)mine + ((char *)t->ctx.tp - (char *)self->ctx.tp);
}

/* Let others run that are ready. */
void uk_thread_yield(void);
/* Block until uk_clock_ns() >= deadline_ns. */
void uk_thread_sleep_until(uint64_t deadline_ns);

#endif
