/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Private: what is inside the opaque objects of <pthread.h>. All of them are
 * valid when zero: the pool's own objects in them are set up when first used.
 * A pthread_t is the address of the pool's thread.
 */
#ifndef PTHREAD_PRIV_H
#define PTHREAD_PRIV_H

#include <pthread.h>
#include <uk/lock.h>
#include <uk/sched.h>
#include "posix.h"

struct uk_pthread_mutex {
	union {
		struct {
			struct uk_mutex mutex;
			struct uk_pthread_protocol *protocol; /* pthread_protocol.c */
		};
		unsigned long room[5];
	};
	unsigned long type; /* word 5: <pthread.h> has initialisers for it */
};
/* Besides the type: a robust mutex, whose owner died, and was not made consistent. */
#define UK_MUTEX_ROBUST	    0x100ul
#define UK_MUTEX_OWNER_DIED 0x200ul
#define UK_MUTEX_LOST	    0x400ul
/* It has a protocol other than PTHREAD_PRIO_NONE. */
#define UK_MUTEX_PROTOCOL 0x800ul
/* To lock and unlock it takes more than the lock itself. */
#define UK_MUTEX_SPECIAL (UK_MUTEX_ROBUST | UK_MUTEX_PROTOCOL)
_Static_assert(sizeof(struct uk_pthread_mutex) <= sizeof(pthread_mutex_t),
	       "grow pthread_mutex_t");
_Static_assert(offsetof(struct uk_pthread_mutex, type) == 5 * sizeof(long), "see <pthread.h>");

static inline struct uk_pthread_mutex *uk_pthread_mutex(pthread_mutex_t *m)
{
	struct uk_pthread_mutex *k = (void *)m;

	if (uk_unlikely(!k->mutex.waiters.threads.next))
		uk_mutex_init(&k->mutex);
	return k;
}

static inline unsigned uk_pthread_mutex_type(const struct uk_pthread_mutex *k)
{
	return k->type & 0xff;
}

/* pthread_robust.c; weak, as nobody needs it without pthread_mutexattr_setrobust(). */
int uk_pthread_robust_add(struct uk_pthread_mutex *m) uk_weak;
void uk_pthread_robust_remove(struct uk_pthread_mutex *m) uk_weak;
int uk_pthread_robust_got(struct uk_pthread_mutex *m) uk_weak;
void uk_pthread_robust_end(void) uk_weak;

/*
 * pthread_protocol.c; weak, as nobody needs it without pthread_mutexattr_setprotocol(). They
 * do for mutexes with a protocol what the functions of libuk-sched do for others; deadlines
 * are of uk_clock_ns. -errno; -EINVAL: the caller's priority is above the ceiling.
 */
int uk_pthread_protocol_init(struct uk_pthread_mutex *m,
			     const pthread_mutexattr_t *attr) uk_weak; /* 0, -ENOMEM */
void uk_pthread_protocol_destroy(struct uk_pthread_mutex *m) uk_weak;
int uk_pthread_protocol_trylock(struct uk_pthread_mutex *m) uk_weak;
int uk_pthread_protocol_lock(struct uk_pthread_mutex *m, uint64_t deadline) uk_weak;
int uk_pthread_protocol_unlock(struct uk_pthread_mutex *m) uk_weak;
int uk_pthread_protocol_wait(struct uk_cond *c, struct uk_pthread_mutex *m,
			     uint64_t deadline) uk_weak; /* as uk_cond_wait */
/* The caller ends and holds no mutex any more that another thread could get. */
void uk_pthread_protocol_end(void) uk_weak;
/* @t has another priority of its own: pthread_setschedparam(). */
void uk_pthread_protocol_sched(struct uk_thread *t) uk_weak;

/* Unlock once, whatever the protocol. 0 or -EPERM. */
static inline int uk_pthread_mutex_release(struct uk_pthread_mutex *k)
{
	return uk_unlikely(k->type & UK_MUTEX_PROTOCOL) ? uk_pthread_protocol_unlock(k)
							: uk_mutex_unlock(&k->mutex);
}

/* Priorities of SCHED_FIFO and SCHED_RR are 1 to this; they are above the pool's usual one. */
#define UK_PTHREAD_RT_MAX 32

/* At the end of a call that may have woken a thread of a higher priority. */
static inline void uk_pthread_check(void)
{
	if (uk_sched_check)
		uk_sched_check();
}

/* pthread_mutex_lock.c: lock until @deadline; an error number. */
int uk_pthread_mutex_lock(pthread_mutex_t *m, uint64_t deadline);

/*
 * @call, a wait of the kind of uk_wait_event_intr, in a function that neither says EINTR nor
 * is a point of cancellation: handlers of signals run, nothing else held, and the wait goes
 * on; a deferred cancellation is for a later call.
 */
#define UK_RESUMED(call)                                    \
	({                                                  \
		int uk_resumed_r_ = (call);                 \
		if (uk_unlikely(uk_resumed_r_ == -EINTR)) { \
			do {                                \
				uk_pthread_resume();        \
				uk_resumed_r_ = (call);     \
			} while (uk_resumed_r_ == -EINTR);  \
			uk_pthread_resumed();               \
		}                                           \
		uk_resumed_r_;                              \
	})
/* resume.c */
void uk_pthread_resume(void);
void uk_pthread_resumed(void);

struct uk_pthread_cond {
	struct uk_cond cond;
	clockid_t clock; /* 0: CLOCK_REALTIME */
};
_Static_assert(sizeof(struct uk_pthread_cond) <= sizeof(pthread_cond_t), "grow pthread_cond_t");

static inline struct uk_pthread_cond *uk_pthread_cond(pthread_cond_t *c)
{
	struct uk_pthread_cond *k = (void *)c;

	if (uk_unlikely(!k->cond.waiters.threads.next))
		uk_cond_init(&k->cond);
	return k;
}

struct uk_pthread_rwlock {
	struct uk_waitq wait;
	struct uk_thread *writer;
	unsigned readers;
};
_Static_assert(sizeof(struct uk_pthread_rwlock) <= sizeof(pthread_rwlock_t),
	       "grow pthread_rwlock_t");

static inline struct uk_pthread_rwlock *uk_pthread_rwlock(pthread_rwlock_t *l)
{
	struct uk_pthread_rwlock *k = (void *)l;

	if (uk_unlikely(!k->wait.threads.next))
		uk_waitq_init(&k->wait);
	return k;
}

/* pthread_exit.c: threads that have not ended, main included. */
extern unsigned uk_pthread_live;
/* pthread_key.c: destructors of the calling thread's values. */
void uk_pthread_keys_end(void);

#endif
