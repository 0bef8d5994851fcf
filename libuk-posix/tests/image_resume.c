/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Handlers of signals run while a thread waits for a lock, and it waits on; signals that are
 * blocked, queued or ignored; the clock that can be set.
 */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>
#include "tests/suite.h"

static volatile int handled, got;
static sem_t waiting, ran;

static void handler(int sig)
{
	(void)sig;
	handled++;
	sem_post(&ran);
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_spinlock_t spin;
static pthread_barrier_t barrier;

static void *lock_mutex(void *arg)
{
	sem_post(&waiting);
	got = pthread_mutex_lock(&mutex) == 0;
	pthread_mutex_unlock(&mutex);
	return arg;
}

static void *read_lock(void *arg)
{
	sem_post(&waiting);
	got = pthread_rwlock_rdlock(&rwlock) == 0;
	pthread_rwlock_unlock(&rwlock);
	return arg;
}

static void *write_lock(void *arg)
{
	sem_post(&waiting);
	got = pthread_rwlock_wrlock(&rwlock) == 0;
	pthread_rwlock_unlock(&rwlock);
	return arg;
}

static void *spin_lock(void *arg)
{
	sem_post(&waiting);
	got = pthread_spin_lock(&spin) == 0;
	pthread_spin_unlock(&spin);
	return arg;
}

static void *at_barrier(void *arg)
{
	sem_post(&waiting);
	got = pthread_barrier_wait(&barrier) != EINTR;
	return arg;
}

/* @body waits; two signals come, and are handled, and only @let lets it go on. */
static void interrupted(void *(*body)(void *), void (*let)(void))
{
	pthread_t t;
	int i;

	handled = got = 0;
	sem_init(&waiting, 0, 0);
	sem_init(&ran, 0, 0);
	ck_assert_int_eq(pthread_create(&t, NULL, body, NULL), 0);
	sem_wait(&waiting);
	for (i = 1; i <= 2; i++) {
		ck_assert_int_eq(pthread_kill(t, SIGUSR1), 0);
		sem_wait(&ran);
		ck_assert_int_eq(handled, i);
		sched_yield();
		ck_assert_int_eq(got, 0);
	}
	let();
	ck_assert_int_eq(pthread_join(t, NULL), 0);
	ck_assert_int_eq(got, 1);
}

static void let_mutex(void)
{
	pthread_mutex_unlock(&mutex);
}

static void let_rwlock(void)
{
	pthread_rwlock_unlock(&rwlock);
}

static void let_spin(void)
{
	pthread_spin_unlock(&spin);
}

static void let_barrier(void)
{
	pthread_barrier_wait(&barrier);
}

START_TEST(handlers_run_while_locks_are_waited_for)
{
	struct sigaction act = { .sa_handler = handler };

	sigaction(SIGUSR1, &act, NULL);
	pthread_mutex_lock(&mutex);
	interrupted(lock_mutex, let_mutex);
	pthread_rwlock_wrlock(&rwlock);
	interrupted(read_lock, let_rwlock);
	pthread_rwlock_wrlock(&rwlock);
	interrupted(write_lock, let_rwlock);
	pthread_spin_init(&spin, 0);
	pthread_spin_lock(&spin);
	interrupted(spin_lock, let_spin);
	pthread_barrier_init(&barrier, NULL, 2);
	interrupted(at_barrier, let_barrier);
}
END_TEST

static void *twice(void *arg)
{
	pthread_mutex_lock(&mutex);
	sem_post(&waiting);
	got = pthread_mutex_lock(&mutex) == 0;
	pthread_mutex_unlock(&mutex);
	return arg;
}

START_TEST(a_normal_mutex_is_unlocked_by_anyone)
{
	pthread_t t;

	got = 0;
	sem_init(&waiting, 0, 0);
	pthread_create(&t, NULL, twice, NULL);
	sem_wait(&waiting);
	sched_yield();
	ck_assert_int_eq(got, 0);
	ck_assert_int_eq(pthread_mutex_unlock(&mutex), 0);
	pthread_join(t, NULL);
	ck_assert_int_eq(got, 1);
}
END_TEST

/* Cancelled while it waits, it waits on, and ends at its next point. */
static void *cancelled_there(void *arg)
{
	lock_mutex(arg);
	pthread_testcancel();
	return NULL;
}

START_TEST(a_lock_is_no_point_of_cancellation)
{
	pthread_t t;
	void *v;

	got = 0;
	sem_init(&waiting, 0, 0);
	pthread_mutex_lock(&mutex);
	pthread_create(&t, NULL, cancelled_there, &t);
	sem_wait(&waiting);
	sched_yield();
	pthread_cancel(t);
	sched_yield();
	pthread_mutex_unlock(&mutex);
	pthread_join(t, &v);
	ck_assert_ptr_eq(v, PTHREAD_CANCELED);
	ck_assert_int_eq(got, 1);
	/* One that has ended is no error. */
	pthread_create(&t, NULL, lock_mutex, NULL);
	sem_wait(&waiting);
	usleep(1000);
	ck_assert_int_eq(pthread_cancel(t), 0);
	pthread_join(t, NULL);
}
END_TEST

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void never_ready(void)
{
	sem_post(&waiting);
	pause();
}

static void ready(void)
{
	got++;
}

static void *try_once(void *arg)
{
	pthread_once(&once, never_ready);
	return arg;
}

START_TEST(once_again_if_it_was_cancelled)
{
	pthread_t t;

	got = 0;
	sem_init(&waiting, 0, 0);
	pthread_create(&t, NULL, try_once, NULL);
	sem_wait(&waiting);
	pthread_cancel(t);
	pthread_join(t, NULL);
	pthread_once(&once, ready);
	pthread_once(&once, ready);
	ck_assert_int_eq(got, 1);
}
END_TEST

START_TEST(real_time_signals_queue_however_sent)
{
	struct timespec none = { 0, 0 };
	sigset_t set;
	int n = 0;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	sigprocmask(SIG_BLOCK, &set, NULL);
	raise(SIGRTMIN);
	kill(getpid(), SIGRTMIN);
	pthread_kill(pthread_self(), SIGRTMIN);
	while (sigtimedwait(&set, NULL, &none) == SIGRTMIN)
		n++;
	ck_assert_int_eq(n, 3);
}
END_TEST

/* Its default is to do nothing; blocked, it waits all the same, and then nothing is done. */
START_TEST(blocked_signals_wait_though_ignored)
{
	struct timespec none = { 0, 0 };
	sigset_t set, pending;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, NULL);
	kill(getpid(), SIGCHLD);
	sigpending(&pending);
	ck_assert_int_eq(sigismember(&pending, SIGCHLD), 1);
	ck_assert_int_eq(sigtimedwait(&set, NULL, &none), SIGCHLD);
	kill(getpid(), SIGCHLD);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	sigpending(&pending);
	ck_assert_int_eq(sigismember(&pending, SIGCHLD), 0);
}
END_TEST

static void *sleep_until(void *arg)
{
	sem_post(&waiting);
	got = clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, arg, NULL) == 0;
	return NULL;
}

START_TEST(the_clock_is_set)
{
	struct timespec then, now, bad = { 0, 1000000000 }, mono, mono2;
	struct itimerspec its = { 0 };
	struct sigevent none = { .sigev_notify = SIGEV_NONE };
	clockid_t id;
	pthread_t t;
	timer_t timer;

	clock_gettime(CLOCK_MONOTONIC, &mono);
	clock_gettime(CLOCK_REALTIME, &then);
	then.tv_sec += 100000;
	its.it_value = then;
	ck_assert_int_eq(timer_create(CLOCK_REALTIME, &none, &timer), 0);
	ck_assert_int_eq(timer_settime(timer, TIMER_ABSTIME, &its, NULL), 0);
	sem_init(&waiting, 0, 0);
	pthread_create(&t, NULL, sleep_until, &then);
	sem_wait(&waiting);
	sched_yield();
	ck_assert_int_eq(clock_settime(CLOCK_REALTIME, &then), 0);
	pthread_join(t, NULL);
	ck_assert_int_eq(got, 1);
	clock_gettime(CLOCK_REALTIME, &now);
	ck_assert_int_ge(now.tv_sec, then.tv_sec);
	ck_assert_int_le(now.tv_sec, then.tv_sec + 1000);
	timer_gettime(timer, &its);
	ck_assert_int_le(its.it_value.tv_sec, 0);
	timer_delete(timer);
	clock_gettime(CLOCK_MONOTONIC, &mono2);
	ck_assert_int_lt(mono2.tv_sec - mono.tv_sec, 1000);
	FAILS(clock_settime(CLOCK_REALTIME, &bad), EINVAL);
	FAILS(clock_settime(CLOCK_MONOTONIC, &then), EINVAL);
	ck_assert_int_eq(clock_getcpuclockid(0, &id), 0);
	ck_assert_int_eq(id, CLOCK_PROCESS_CPUTIME_ID);
	ck_assert_int_eq(clock_getcpuclockid(77, &id), ESRCH);
}
END_TEST

SUITE("resume", handlers_run_while_locks_are_waited_for, a_normal_mutex_is_unlocked_by_anyone,
      a_lock_is_no_point_of_cancellation, once_again_if_it_was_cancelled,
      real_time_signals_queue_however_sent, blocked_signals_wait_though_ignored,
      the_clock_is_set)
