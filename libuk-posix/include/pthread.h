/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX threads: XBD <pthread.h>. Functions return an error number and leave
 * errno alone.
 *
 * Cancellation is acted upon at calls that block and at pthread_testcancel(), whatever the
 * type. Fork handlers are accepted and never called, as fork() always fails. An object with
 * attribute PTHREAD_PROCESS_SHARED is as any other: there is one process. Priorities and
 * SCHED_FIFO, SCHED_RR need a scheduler that has them
 * (-luk-sched-preempt); else ENOTSUP.
 */
#ifndef _PTHREAD_H
#define _PTHREAD_H

#include <sched.h>
#include <signal.h> /* pthread_kill, pthread_sigmask */
#include <sys/cdefs.h>
#include <sys/types.h>
#include <time.h>

#define PTHREAD_CREATE_JOINABLE 0
#define PTHREAD_CREATE_DETACHED 1

#define PTHREAD_SCOPE_SYSTEM  0
#define PTHREAD_SCOPE_PROCESS 1

#define PTHREAD_MUTEX_NORMAL	 0
#define PTHREAD_MUTEX_RECURSIVE	 1
#define PTHREAD_MUTEX_ERRORCHECK 2
#define PTHREAD_MUTEX_DEFAULT	 PTHREAD_MUTEX_NORMAL

#define PTHREAD_MUTEX_STALLED 0
#define PTHREAD_MUTEX_ROBUST  1

#define PTHREAD_PRIO_NONE    0
#define PTHREAD_PRIO_INHERIT 1
#define PTHREAD_PRIO_PROTECT 2

#define PTHREAD_INHERIT_SCHED  0
#define PTHREAD_EXPLICIT_SCHED 1

#define PTHREAD_CANCEL_ENABLE	    0
#define PTHREAD_CANCEL_DISABLE	    1
#define PTHREAD_CANCEL_DEFERRED	    0
#define PTHREAD_CANCEL_ASYNCHRONOUS 1 /* as deferred */
#define PTHREAD_CANCELED	    ((void *)-1)

#define PTHREAD_PROCESS_PRIVATE 0
#define PTHREAD_PROCESS_SHARED	1

#define PTHREAD_ONCE_INIT 0
#define PTHREAD_MUTEX_INITIALIZER        \
	{                                \
		{                        \
			0, 0, 0, 0, 0, 0 \
		}                        \
	}
#define PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP                 \
	{                                                      \
		{                                              \
			0, 0, 0, 0, 0, PTHREAD_MUTEX_RECURSIVE \
		}                                              \
	}
#define PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP                 \
	{                                                       \
		{                                               \
			0, 0, 0, 0, 0, PTHREAD_MUTEX_ERRORCHECK \
		}                                               \
	}
#define PTHREAD_COND_INITIALIZER         \
	{                                \
		{                        \
			0, 0, 0, 0, 0, 0 \
		}                        \
	}
#define PTHREAD_RWLOCK_INITIALIZER             \
	{                                      \
		{                              \
			0, 0, 0, 0, 0, 0, 0, 0 \
		}                              \
	}

#define PTHREAD_BARRIER_SERIAL_THREAD (-1)

#define PTHREAD_STACK_MIN	      16384
#define PTHREAD_KEYS_MAX	      128
#define PTHREAD_DESTRUCTOR_ITERATIONS 4
#define PTHREAD_THREADS_MAX	      65536

__BEGIN_DECLS
int pthread_create(pthread_t *__restrict thread, const pthread_attr_t *__restrict attr,
		   void *(*fn)(void *), void *__restrict arg);
void pthread_exit(void *value) __attribute__((__noreturn__));
int pthread_join(pthread_t thread, void **value);
int pthread_detach(pthread_t thread);
pthread_t pthread_self(void);
int pthread_equal(pthread_t a, pthread_t b);
int pthread_once(pthread_once_t *once, void (*fn)(void));
/* Up to 15 bytes are kept; longer names are refused with ERANGE. */
int pthread_setname_np(pthread_t thread, const char *name);
int pthread_getname_np(pthread_t thread, char *name, size_t len);
/* A clock for clock_gettime() and kin: the time that @thread ran. It ends with the thread
 * (EINVAL then). ESRCH. */
int pthread_getcpuclockid(pthread_t thread, clockid_t *clock);

/* Without waiting, or until @abstime (CLOCK_REALTIME): EBUSY, ETIMEDOUT. */
int pthread_tryjoin_np(pthread_t thread, void **value);
int pthread_timedjoin_np(pthread_t thread, void **value, const struct timespec *abstime);
int pthread_yield(void);
int pthread_atfork(void (*prepare)(void), void (*parent)(void), void (*child)(void));
int pthread_getconcurrency(void);
int pthread_setconcurrency(int level);
/* ENOTSUP: not with this scheduler; EINVAL. */
int pthread_setschedparam(pthread_t thread, int policy, const struct sched_param *param);
int pthread_getschedparam(pthread_t thread, int *__restrict policy,
			  struct sched_param *__restrict param);
int pthread_setschedprio(pthread_t thread, int priority);
#if __GNU_VISIBLE
/* There is CPU 0. */
int pthread_setaffinity_np(pthread_t thread, size_t size, const cpu_set_t *set);
int pthread_getaffinity_np(pthread_t thread, size_t size, cpu_set_t *set);
/* What the thread was made with, and where its stack is. */
int pthread_getattr_np(pthread_t thread, pthread_attr_t *attr);
#endif

int pthread_cancel(pthread_t thread);
int pthread_setcancelstate(int state, int *old);
int pthread_setcanceltype(int type, int *old);
void pthread_testcancel(void);

struct __pthread_cleanup {
	void (*fn)(void *);
	void *arg;
	struct __pthread_cleanup *next;
};
void __pthread_cleanup_push(struct __pthread_cleanup *c, void (*fn)(void *), void *arg);
void __pthread_cleanup_pop(struct __pthread_cleanup *c, int execute);
/* A pair in one block, as the standard asks for. */
#define pthread_cleanup_push(fn, arg)               \
	do {                                        \
		struct __pthread_cleanup __cleanup; \
	__pthread_cleanup_push(&__cleanup, fn, arg)
#define pthread_cleanup_pop(execute)                \
	__pthread_cleanup_pop(&__cleanup, execute); \
	}                                           \
	while (0)

int pthread_attr_init(pthread_attr_t *attr);
int pthread_attr_destroy(pthread_attr_t *attr);
int pthread_attr_setdetachstate(pthread_attr_t *attr, int state);
int pthread_attr_getdetachstate(const pthread_attr_t *attr, int *state);
int pthread_attr_setstacksize(pthread_attr_t *attr, size_t size);
int pthread_attr_getstacksize(const pthread_attr_t *__restrict attr, size_t *__restrict size);
/* Lowest address and size; the thread's descriptor is elsewhere. No guard page is added. */
int pthread_attr_setstack(pthread_attr_t *attr, void *addr, size_t size);
int pthread_attr_getstack(const pthread_attr_t *__restrict attr, void **__restrict addr,
			  size_t *__restrict size);
/* It is kept; stacks of the pool's own have one guard page whatever it says. */
int pthread_attr_setguardsize(pthread_attr_t *attr, size_t size);
int pthread_attr_getguardsize(const pthread_attr_t *__restrict attr, size_t *__restrict size);
int pthread_attr_setinheritsched(pthread_attr_t *attr, int inherit);
int pthread_attr_getinheritsched(const pthread_attr_t *__restrict attr,
				 int *__restrict inherit);
int pthread_attr_setschedpolicy(pthread_attr_t *attr, int policy);
int pthread_attr_getschedpolicy(const pthread_attr_t *__restrict attr, int *__restrict policy);
int pthread_attr_setschedparam(pthread_attr_t *__restrict attr,
			       const struct sched_param *__restrict param);
int pthread_attr_getschedparam(const pthread_attr_t *__restrict attr,
			       struct sched_param *__restrict param);
int pthread_attr_setscope(pthread_attr_t *attr, int scope);
int pthread_attr_getscope(const pthread_attr_t *__restrict attr, int *__restrict scope);

int pthread_mutex_init(pthread_mutex_t *__restrict m,
		       const pthread_mutexattr_t *__restrict attr);
int pthread_mutex_destroy(pthread_mutex_t *m);
int pthread_mutex_lock(pthread_mutex_t *m);
int pthread_mutex_trylock(pthread_mutex_t *m);
int pthread_mutex_timedlock(pthread_mutex_t *__restrict m,
			    const struct timespec *__restrict abstime);
int pthread_mutex_clocklock(pthread_mutex_t *__restrict m, clockid_t clock,
			    const struct timespec *__restrict abstime);
int pthread_mutex_unlock(pthread_mutex_t *m);
/* Of a robust mutex whose owner died (EOWNERDEAD), by the new owner. */
int pthread_mutex_consistent(pthread_mutex_t *m);
int pthread_mutexattr_setrobust(pthread_mutexattr_t *attr, int robust);
int pthread_mutexattr_getrobust(const pthread_mutexattr_t *__restrict attr,
				int *__restrict robust);
/*
 * What a mutex does to priorities (POSIX XSH pthread_mutexattr_getprotocol). Who holds one of
 * PTHREAD_PRIO_INHERIT runs at the highest priority of those who wait for it, or for what they
 * hold in turn; who holds one of PTHREAD_PRIO_PROTECT at its ceiling, 1 to 32 as priorities of
 * SCHED_FIFO are, and locking it is EINVAL for threads above that. Only the owner unlocks them,
 * and it is handed to the first waiter. EINVAL. Where all threads have one priority (no
 * -luk-sched-preempt) protocols are kept, and there is nothing for them to do.
 */
int pthread_mutexattr_setprotocol(pthread_mutexattr_t *attr, int protocol);
int pthread_mutexattr_getprotocol(const pthread_mutexattr_t *__restrict attr,
				  int *__restrict protocol);
int pthread_mutexattr_setprioceiling(pthread_mutexattr_t *attr, int ceiling);
int pthread_mutexattr_getprioceiling(const pthread_mutexattr_t *__restrict attr,
				     int *__restrict ceiling);
/* Of a mutex of PTHREAD_PRIO_PROTECT, else EINVAL. The first one locks it meanwhile, whatever
 * the caller's priority. */
int pthread_mutex_setprioceiling(pthread_mutex_t *__restrict m, int ceiling,
				 int *__restrict old);
int pthread_mutex_getprioceiling(const pthread_mutex_t *__restrict m, int *__restrict ceiling);
int pthread_mutexattr_init(pthread_mutexattr_t *attr);
int pthread_mutexattr_destroy(pthread_mutexattr_t *attr);
int pthread_mutexattr_settype(pthread_mutexattr_t *attr, int type);
int pthread_mutexattr_gettype(const pthread_mutexattr_t *__restrict attr, int *__restrict type);
int pthread_mutexattr_setpshared(pthread_mutexattr_t *attr, int shared);
int pthread_mutexattr_getpshared(const pthread_mutexattr_t *__restrict attr,
				 int *__restrict shared);

int pthread_cond_init(pthread_cond_t *__restrict c, const pthread_condattr_t *__restrict attr);
int pthread_cond_destroy(pthread_cond_t *c);
int pthread_cond_wait(pthread_cond_t *__restrict c, pthread_mutex_t *__restrict m);
int pthread_cond_timedwait(pthread_cond_t *__restrict c, pthread_mutex_t *__restrict m,
			   const struct timespec *__restrict abstime);
int pthread_cond_clockwait(pthread_cond_t *__restrict c, pthread_mutex_t *__restrict m,
			   clockid_t clock, const struct timespec *__restrict abstime);
int pthread_cond_signal(pthread_cond_t *c);
int pthread_cond_broadcast(pthread_cond_t *c);
int pthread_condattr_init(pthread_condattr_t *attr);
int pthread_condattr_destroy(pthread_condattr_t *attr);
int pthread_condattr_setclock(pthread_condattr_t *attr, clockid_t clock);
int pthread_condattr_getclock(const pthread_condattr_t *__restrict attr,
			      clockid_t *__restrict clock);
int pthread_condattr_setpshared(pthread_condattr_t *attr, int shared);
int pthread_condattr_getpshared(const pthread_condattr_t *__restrict attr,
				int *__restrict shared);

int pthread_key_create(pthread_key_t *key, void (*destructor)(void *));
int pthread_key_delete(pthread_key_t key);
void *pthread_getspecific(pthread_key_t key);
int pthread_setspecific(pthread_key_t key, const void *value);

int pthread_rwlock_init(pthread_rwlock_t *__restrict l,
			const pthread_rwlockattr_t *__restrict attr);
int pthread_rwlock_destroy(pthread_rwlock_t *l);
int pthread_rwlock_rdlock(pthread_rwlock_t *l);
int pthread_rwlock_tryrdlock(pthread_rwlock_t *l);
int pthread_rwlock_timedrdlock(pthread_rwlock_t *__restrict l,
			       const struct timespec *__restrict abstime);
int pthread_rwlock_wrlock(pthread_rwlock_t *l);
int pthread_rwlock_trywrlock(pthread_rwlock_t *l);
int pthread_rwlock_timedwrlock(pthread_rwlock_t *__restrict l,
			       const struct timespec *__restrict abstime);
int pthread_rwlock_unlock(pthread_rwlock_t *l);
int pthread_rwlockattr_init(pthread_rwlockattr_t *attr);
int pthread_rwlockattr_destroy(pthread_rwlockattr_t *attr);
int pthread_rwlockattr_setpshared(pthread_rwlockattr_t *attr, int shared);
int pthread_rwlockattr_getpshared(const pthread_rwlockattr_t *__restrict attr,
				  int *__restrict shared);

int pthread_barrier_init(pthread_barrier_t *__restrict b,
			 const pthread_barrierattr_t *__restrict attr, unsigned count);
int pthread_barrier_destroy(pthread_barrier_t *b);
int pthread_barrier_wait(pthread_barrier_t *b);
int pthread_barrierattr_init(pthread_barrierattr_t *attr);
int pthread_barrierattr_destroy(pthread_barrierattr_t *attr);
int pthread_barrierattr_setpshared(pthread_barrierattr_t *attr, int shared);
int pthread_barrierattr_getpshared(const pthread_barrierattr_t *__restrict attr,
				   int *__restrict shared);

int pthread_spin_init(pthread_spinlock_t *l, int shared);
int pthread_spin_destroy(pthread_spinlock_t *l);
int pthread_spin_lock(pthread_spinlock_t *l);
int pthread_spin_trylock(pthread_spinlock_t *l);
int pthread_spin_unlock(pthread_spinlock_t *l);
__END_DECLS

#endif
