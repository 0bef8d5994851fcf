/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Slot `sched`: the preemptive scheduler, all of it. Threads of the highest priority run; those
 * of one priority take turns, by time slices unless they are fifo. The tick (uk/tick.h)
 * interrupts code of the application only, so that the pool is as under coop.c, which this
 * resembles: interrupt handlers, timers and idle on the stack of the thread that gives way.
 */
/* The package is compiled for size; this file is hot. */
#pragma GCC optimize("O2", "no-align-functions", "no-align-jumps", "no-align-loops")

#include <errno.h>
#include <uk/anchor.h>
#include <uk/async.h>
#include <uk/crash.h>
#include <uk/init.h>
#include <uk/irq.h>
#include <uk/param.h>
#include <uk/plat.h>
#include <uk/sched.h>
#include <uk/tick.h>
#include <uk/wait.h>

UK_ANCHOR(sched_preempt);
UK_PROVIDES(sched);
UK_NEED(uk_anchor_sched);
UK_NEED(uk_class_tick);

/* While there are ready threads, look at the clock for timers each so many switches. */
#define TIMER_INTERVAL 8u

static unsigned long slice_ms = 4;
UK_PARAM_UINT(sched, slice, slice_ms,
	      "milliseconds that a thread runs before another has its turn");

/* One per CPU. */
struct uk_runq {
	struct uk_list ready[UK_PRIORITY_MAX + 1]; /* next NULL: never used, empty */
	uint64_t nonempty;			   /* a bit for each */
	unsigned locked;			   /* depth of uk_sched_lock */
	unsigned switches;			   /* since timers were looked at */
};

static struct uk_runq boot_cpu;
static const struct uk_tick *tick;

/* Linked with a platform's tick, on architectures that have one. */
#pragma weak uk_async_init
#pragma weak uk_async_call

/* libuk-posix: handlers of signals, which may run between any two instructions of the program.
 */
extern void uk_sig_async(void) uk_weak;

static inline struct uk_runq *this_runq(void)
{
	return &boot_cpu;
}

void uk_sched_lock(void)
{
	this_runq()->locked++;
}

void uk_sched_unlock(void)
{
	this_runq()->locked--;
}

static struct uk_list *queue(struct uk_runq *rq, int priority)
{
	struct uk_list *q = &rq->ready[priority];

	if (uk_unlikely(!q->next))
		uk_list_init(q);
	rq->nonempty |= UINT64_C(1) << priority;
	return q;
}

static void left(struct uk_runq *rq, int priority)
{
	if (uk_list_empty(&rq->ready[priority]))
		rq->nonempty &= ~(UINT64_C(1) << priority);
}

void uk_sched_look_soon(void)
{
	this_runq()->switches = TIMER_INTERVAL - 1;
}

bool uk_sched_any_ready(void)
{
	return this_runq()->nonempty != 0;
}

void uk_sched_enqueue(struct uk_thread *t)
{
	t->state = UK_THREAD_READY;
	uk_list_insert(queue(this_runq(), t->priority), &t->link);
}

static inline int highest(const struct uk_runq *rq)
{
	return 63 - __builtin_clzll(rq->nonempty);
}

static struct uk_thread *take(struct uk_runq *rq)
{
	int p = highest(rq);
	struct uk_list *l = uk_list_pop(&rq->ready[p]);

	left(rq, p);
	return uk_list_entry(l, struct uk_thread, link);
}

/* Handle interrupts and timers until a thread is ready. */
static void look_around(struct uk_runq *rq)
{
	for (;;) {
		uint64_t deadline;

		rq->switches = 0;
		deadline = uk_sched_events();
		if (rq->nonempty)
			break;
		uk_plat->idle(deadline);
	}
	if (tick && tick->resume)
		tick->resume();
}

/* @t is the last one of its wait queue: put it behind the last of no lower priority. */
static inline void advance(struct uk_thread *t)
{
	struct uk_list *at = t->link.prev;

	if (uk_likely(at == &t->waitq->threads ||
		      uk_list_entry(at, struct uk_thread, link)->priority >= t->priority))
		return;
	do
		at = at->prev;
	while (at != &t->waitq->threads &&
	       uk_list_entry(at, struct uk_thread, link)->priority < t->priority);
	uk_list_remove(&t->link);
	uk_list_insert(at->next, &t->link);
}

void uk_sched_switch(void)
{
	struct uk_runq *rq = this_runq();
	struct uk_thread *self = uk_thread_self(), *next;

	if (uk_unlikely(rq->locked))
		uk_panic("thread %s gives way with the scheduler locked", self->name);
	if (self->state == UK_THREAD_BLOCKED)
		advance(self);
	if (!rq->nonempty || uk_irq_any() || ++rq->switches >= TIMER_INTERVAL)
		look_around(rq);
	next = take(rq);
	next->state = UK_THREAD_RUNNING;
	if (next != self)
		uk_context_switch(&self->ctx, &next->ctx);
}

/* Another one goes first; @self has not used its turn up. */
static void step_aside(struct uk_runq *rq, struct uk_thread *self)
{
	self->state = UK_THREAD_READY;
	uk_list_insert(queue(rq, self->priority)->next, &self->link);
	uk_sched_switch();
}

void uk_sched_check(void)
{
	struct uk_runq *rq = this_runq();
	struct uk_thread *self = uk_thread_self();

	if (rq->nonempty && highest(rq) > self->priority && !rq->locked &&
	    self->state == UK_THREAD_RUNNING)
		step_aside(rq, self);
}

/* In the running thread, between two instructions of the application. */
static void interrupted(void)
{
	struct uk_runq *rq = this_runq();
	struct uk_thread *self = uk_thread_self();

	/* Unless that is a callback of the scheduler, or has locked it. */
	if (rq->locked || !self || self->state != UK_THREAD_RUNNING)
		return;
	/* A handler of the application's is not interrupted in turn. */
	rq->locked++;
	uk_sched_events();
	rq->locked--;
	if (tick->resume)
		tick->resume();
	if (rq->nonempty && highest(rq) > self->priority) {
		step_aside(rq, self);
	} else if (rq->nonempty && highest(rq) == self->priority && !self->fifo) {
		uk_thread_yield();
	}
	if (self->notice && uk_sig_async)
		uk_sig_async();
}

int uk_sched_set(struct uk_thread *t, int priority, bool fifo)
{
	struct uk_runq *rq = this_runq();
	int before;

	if (priority < 0 || priority > UK_PRIORITY_MAX)
		return -EINVAL;
	if (!t)
		return 0;
	before = t->priority;
	t->fifo = fifo;
	t->priority = priority;
	if (before == priority)
		return 0;
	if (t->state == UK_THREAD_READY) {
		uk_list_remove(&t->link);
		left(rq, before);
		uk_sched_enqueue(t);
	} else if (t->state == UK_THREAD_BLOCKED) {
		uk_list_remove(&t->link);
		uk_list_insert(&t->waitq->threads, &t->link);
		advance(t);
	}
	return 0;
}

uint64_t uk_sched_slice_ns(void)
{
	return slice_ms * UINT64_C(1000000);
}

/* Without a tick, on a platform that has none, threads change at their calls only. */
static int start(void)
{
	if (slice_ms == 0 || slice_ms > 1000)
		return -EINVAL;
	if (!uk_async_init)
		return 0;
	uk_async_init();
	uk_async_call = interrupted;
	UK_SET_FOREACH(tick, const struct uk_tick, t) {
		if (t->start(uk_sched_slice_ns())) {
			tick = t;
			break;
		}
	}
	return 0;
}
UK_INIT(UK_LEVEL_CORE, start);
