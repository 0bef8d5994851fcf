/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Wait queues: the one way a thread blocks. Wait for a condition with
 *
 *	r = uk_wait_event(&q, cond, deadline);
 *
 * where whoever makes cond true then calls uk_waitq_wake(&q, n). Between the
 * test of cond and the sleep nothing is lost: uk_sched_lock keeps other threads out. What is
 * found true is not asked again, so cond may take what it has found.
 */
#ifndef UK_WAIT_H
#define UK_WAIT_H

#include <uk/list.h>
#include <uk/plat.h> /* UK_FOREVER */
#include <uk/thread.h>

struct uk_waitq {
	struct uk_list threads;
};

#define UK_WAITQ_INIT(name)                  \
	{                                    \
		UK_LIST_INIT((name).threads) \
	}

static inline void uk_waitq_init(struct uk_waitq *q)
{
	uk_list_init(&q->threads);
}

/*
 * Block the calling thread until woken or uk_clock_ns() >= @deadline_ns. Returns 0 or
 * -ETIMEDOUT. With uk_sched_lock held once; it is given up while asleep and held again on
 * return. A deadline in the past times out at once.
 */
int uk_waitq_wait(struct uk_waitq *q, uint64_t deadline_ns);

/*
 * The same, unless the thread is notified (uk_thread_notify) before or meanwhile: -EINTR. For
 * those whose callers can start again or say so: system calls.
 */
int uk_waitq_wait_intr(struct uk_waitq *q, uint64_t deadline_ns);

/* Make up to @n waiters ready, those of the highest priority first, of one priority as they
 * came; returns how many. Thread context or irq handler; does not switch. */
unsigned uk_waitq_wake(struct uk_waitq *q, unsigned n);
#define UK_WAKE_ALL (~0u)

/* Keep other threads from running; nests. Does not block. Slot `sched` defines both. */
void uk_sched_lock(void);
void uk_sched_unlock(void);

#define uk_wait_event(q, cond, deadline_ns) UK_WAIT_EVENT_(uk_waitq_wait, q, cond, deadline_ns)
/* Interruptible, as uk_waitq_wait_intr. */
#define uk_wait_event_intr(q, cond, deadline_ns) \
	UK_WAIT_EVENT_(uk_waitq_wait_intr, q, cond, deadline_ns)

#define UK_WAIT_EVENT_(wait, q, cond, deadline_ns)               \
	({                                                       \
		int uk_wait_r_ = 0;                              \
		bool uk_wait_true_;                              \
		uk_sched_lock();                                 \
		while (!(uk_wait_true_ = (cond)) && !uk_wait_r_) \
			uk_wait_r_ = wait(q, deadline_ns);       \
		uk_sched_unlock();                               \
		uk_wait_true_ ? 0 : uk_wait_r_;                  \
	})

#endif
