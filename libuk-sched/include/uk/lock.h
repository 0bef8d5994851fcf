/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mutex, condition, semaphore over wait queues. All may block, so thread
 * context only; deadlines are of uk_clock_ns, UK_FOREVER for none.
 */
#ifndef UK_LOCK_H
#define UK_LOCK_H

#include <uk/wait.h>

struct uk_mutex {
	struct uk_thread *owner;
	unsigned depth; /* recursion */
	bool handoff;	/* a waiter was overtaken: the first one is next */
	struct uk_waitq waiters;
};
#define UK_MUTEX_INIT(name)                                   \
	{                                                     \
		NULL, 0, false, UK_WAITQ_INIT((name).waiters) \
	}
void uk_mutex_init(struct uk_mutex *m);
/* Recursive: a thread may lock what it holds; each lock needs its unlock. */
void uk_mutex_lock(struct uk_mutex *m);
int uk_mutex_timedlock(struct uk_mutex *m, uint64_t deadline_ns); /* 0, -ETIMEDOUT */
/* The same, or, when notified, -EINTR. */
int uk_mutex_timedlock_intr(struct uk_mutex *m, uint64_t deadline_ns);
int uk_mutex_trylock(struct uk_mutex *m); /* 0, -EBUSY */
int uk_mutex_unlock(struct uk_mutex *m);  /* 0, -EPERM: not the owner */

struct uk_cond {
	struct uk_waitq waiters;
};
void uk_cond_init(struct uk_cond *c);
/* Give up @m, wait, take @m again. 0, -ETIMEDOUT or, when notified, -EINTR. */
int uk_cond_wait(struct uk_cond *c, struct uk_mutex *m, uint64_t deadline_ns);
void uk_cond_signal(struct uk_cond *c);
void uk_cond_broadcast(struct uk_cond *c);

struct uk_sem {
	unsigned count;
	struct uk_waitq waiters;
};
void uk_sem_init(struct uk_sem *s, unsigned count);
int uk_sem_down(struct uk_sem *s, uint64_t deadline_ns); /* 0, -ETIMEDOUT, -EINTR */
int uk_sem_trydown(struct uk_sem *s);			 /* 0, -EAGAIN */
void uk_sem_up(struct uk_sem *s);

#endif
