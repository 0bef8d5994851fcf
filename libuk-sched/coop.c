/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Slot `sched`: the cooperative scheduler, all of it. Threads run until they
 * block, yield or end; those that are ready take turns in one queue. Interrupt
 * handlers and timers run here, on the stack of the thread that gives way,
 * and idle is a loop here too: there is no idle thread and no scheduler stack.
 *
 * When nothing is ready and nothing can ever happen, the image idles for ever,
 * as a machine does.
 */
/* The package is compiled for size; this file is hot. */
#pragma GCC optimize("O2", "no-align-functions", "no-align-jumps", "no-align-loops")

#include <uk/anchor.h>
#include <uk/crash.h>
#include <uk/irq.h>
#include <uk/plat.h>
#include <uk/sched.h>
#include <uk/wait.h>

UK_ANCHOR(sched_coop);
UK_PROVIDES(sched);
UK_NEED(uk_anchor_sched);

/* While there are ready threads, look at the clock for timers each so many switches. */
#define TIMER_INTERVAL 8u

/* One per CPU. */
struct uk_runq {
	struct uk_list ready;
	unsigned locked;   /* depth of uk_sched_lock */
	unsigned switches; /* since timers were looked at */
};

static struct uk_runq boot_cpu = { .ready = UK_LIST_INIT(boot_cpu.ready) };

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

void uk_sched_look_soon(void)
{
	this_runq()->switches = TIMER_INTERVAL - 1;
}

bool uk_sched_any_ready(void)
{
	return !uk_list_empty(&this_runq()->ready);
}

void uk_sched_enqueue(struct uk_thread *t)
{
	t->state = UK_THREAD_READY;
	uk_list_insert(&this_runq()->ready, &t->link);
}

/* Handle interrupts and timers until a thread is ready. */
static void look_around(struct uk_runq *rq)
{
	for (;;) {
		uint64_t deadline;

		rq->switches = 0;
		deadline = uk_sched_events();
		if (!uk_list_empty(&rq->ready))
			return;
		uk_plat->idle(deadline);
	}
}

void uk_sched_switch(void)
{
	struct uk_runq *rq = this_runq();
	struct uk_thread *self = uk_thread_self(), *next;

	if (uk_unlikely(rq->locked))
		uk_panic("thread %s gives way with the scheduler locked", self->name);
	if (uk_list_empty(&rq->ready) || uk_irq_any() || ++rq->switches >= TIMER_INTERVAL)
		look_around(rq);
	next = uk_list_entry(uk_list_pop(&rq->ready), struct uk_thread, link);
	next->state = UK_THREAD_RUNNING;
	if (next != self)
		uk_context_switch(&self->ctx, &next->ctx);
}
