/* SPDX-License-Identifier: BSD-3-Clause */
/* <pthread.h> and <semaphore.h> in a running image. */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "tests/suite.h"

static struct timespec in_ms(clockid_t clock, long ms)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	ts.tv_nsec += ms % 1000 * 1000000;
	ts.tv_sec += ms / 1000 + ts.tv_nsec / 1000000000;
	ts.tv_nsec %= 1000000000;
	return ts;
}

static pthread_t start(void *(*fn)(void *), void *arg)
{
	pthread_t t;

	ck_assert_int_eq(pthread_create(&t, NULL, fn, arg), 0);
	return t;
}

static void *plus_one(void *arg)
{
	return (void *)((intptr_t)arg + 1);
}

static void *set_errno(void *arg)
{
	errno = 77; /* of this thread */
	return arg;
}

START_TEST(create_and_join)
{
	void *v;
	pthread_t t;
	int i;

	for (i = 0; i < 200; i++) {
		t = start(plus_one, (void *)(intptr_t)i);
		ck_assert_int_eq(pthread_join(t, &v), 0);
		ck_assert_int_eq((int)(intptr_t)v, i + 1);
	}
	t = start(set_errno, NULL);
	errno = 5;
	pthread_join(t, NULL);
	i = errno;
	ck_assert_int_eq(i, 5);
	ck_assert_int_eq(pthread_join(pthread_self(), NULL), EDEADLK);
	ck_assert(pthread_equal(pthread_self(), pthread_self()));
}
END_TEST

static void *leave(void *arg)
{
	pthread_exit(arg);
}

START_TEST(exit_value)
{
	void *v;

	ck_assert_int_eq(pthread_join(start(leave, "bye"), &v), 0);
	ck_assert_str_eq(v, "bye");
}
END_TEST

static volatile int ran;

/* Others get the time they need, however slow the machine: at most ten seconds. */
static void wait_until(volatile int *n, int value)
{
	int i;

	for (i = 0; i < 10000 && *n < value; i++)
		usleep(1000);
}

static void *count(void *arg)
{
	ran++;
	return arg;
}

START_TEST(detached)
{
	pthread_attr_t a;
	pthread_t t;
	int state;
	size_t size;

	ck_assert_int_eq(pthread_attr_init(&a), 0);
	ck_assert_int_eq(pthread_attr_setdetachstate(&a, PTHREAD_CREATE_DETACHED), 0);
	ck_assert_int_eq(pthread_attr_setdetachstate(&a, 9), EINVAL);
	ck_assert_int_eq(pthread_attr_getdetachstate(&a, &state), 0);
	ck_assert_int_eq(state, PTHREAD_CREATE_DETACHED);
	ck_assert_int_eq(pthread_attr_setstacksize(&a, 100), EINVAL);
	ck_assert_int_eq(pthread_attr_setstacksize(&a, 32768), 0);
	ck_assert_int_eq(pthread_attr_getstacksize(&a, &size), 0);
	ck_assert_uint_eq(size, 32768);
	ran = 0;
	ck_assert_int_eq(pthread_create(&t, &a, count, NULL), 0);
	t = start(count, NULL);
	ck_assert_int_eq(pthread_detach(t), 0);
	wait_until(&ran, 2);
	ck_assert_int_eq(ran, 2);
}
END_TEST

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile int shared;

static void *add(void *arg)
{
	int i;

	for (i = 0; i < 100; i++) {
		int seen;

		pthread_mutex_lock(&lock);
		seen = shared;
		sched_yield();
		shared = seen + 1;
		pthread_mutex_unlock(&lock);
	}
	return arg;
}

START_TEST(mutex_excludes)
{
	pthread_t t[8];
	int i;

	for (i = 0; i < 8; i++)
		t[i] = start(add, NULL);
	for (i = 0; i < 8; i++)
		pthread_join(t[i], NULL);
	ck_assert_int_eq(shared, 800);
}
END_TEST

START_TEST(mutex_types)
{
	pthread_mutex_t recursive = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP, m;
	pthread_mutexattr_t a;
	struct timespec ts = in_ms(CLOCK_REALTIME, 10);
	int type;

	ck_assert_int_eq(pthread_mutex_lock(&recursive), 0);
	ck_assert_int_eq(pthread_mutex_lock(&recursive), 0);
	ck_assert_int_eq(pthread_mutex_trylock(&recursive), 0);
	ck_assert_int_eq(pthread_mutex_destroy(&recursive), EBUSY);
	pthread_mutex_unlock(&recursive);
	pthread_mutex_unlock(&recursive);
	ck_assert_int_eq(pthread_mutex_unlock(&recursive), 0);
	ck_assert_int_eq(pthread_mutex_unlock(&recursive), EPERM);
	ck_assert_int_eq(pthread_mutex_destroy(&recursive), 0);

	pthread_mutexattr_init(&a);
	ck_assert_int_eq(pthread_mutexattr_settype(&a, 99), EINVAL);
	ck_assert_int_eq(pthread_mutexattr_settype(&a, PTHREAD_MUTEX_ERRORCHECK), 0);
	ck_assert_int_eq(pthread_mutexattr_gettype(&a, &type), 0);
	ck_assert_int_eq(type, PTHREAD_MUTEX_ERRORCHECK);
	pthread_mutex_init(&m, &a);
	ck_assert_int_eq(pthread_mutex_lock(&m), 0);
	ck_assert_int_eq(pthread_mutex_lock(&m), EDEADLK);
	ck_assert_int_eq(pthread_mutex_trylock(&m), EBUSY);
	pthread_mutex_unlock(&m);

	pthread_mutex_init(&m, NULL);
	ck_assert_int_eq(pthread_mutex_lock(&m), 0);
	ck_assert_int_eq(pthread_mutex_trylock(&m), EBUSY);
	ck_assert_int_eq(pthread_mutex_timedlock(&m, &ts), ETIMEDOUT);
	pthread_mutex_unlock(&m);
}
END_TEST

static volatile int let_go;

static void *hold(void *arg)
{
	pthread_mutex_lock(&lock);
	wait_until(&let_go, 1);
	pthread_mutex_unlock(&lock);
	return arg;
}

START_TEST(mutex_timed)
{
	struct timespec ts;
	pthread_t t;

	let_go = 0;
	t = start(hold, NULL);
	sched_yield();
	ts = in_ms(CLOCK_REALTIME, 2);
	ck_assert_int_eq(pthread_mutex_timedlock(&lock, &ts), ETIMEDOUT);
	ts.tv_nsec = -1;
	ck_assert_int_eq(pthread_mutex_timedlock(&lock, &ts), EINVAL);
	let_go = 1;
	ts = in_ms(CLOCK_REALTIME, 60000);
	ck_assert_int_eq(pthread_mutex_timedlock(&lock, &ts), 0);
	pthread_mutex_unlock(&lock);
	pthread_join(t, NULL);
}
END_TEST

static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static volatile int go, awake;

static void *wait_for_go(void *arg)
{
	pthread_mutex_lock(&lock);
	while (!go)
		pthread_cond_wait(&cond, &lock);
	awake++;
	pthread_mutex_unlock(&lock);
	return arg;
}

START_TEST(cond_signal_and_broadcast)
{
	pthread_t t[5];
	int i;

	for (i = 0; i < 5; i++)
		t[i] = start(wait_for_go, NULL);
	sched_yield();
	pthread_mutex_lock(&lock);
	go = 1;
	pthread_cond_signal(&cond);
	pthread_mutex_unlock(&lock);
	wait_until(&awake, 1);
	usleep(2000); /* for others that should not */
	ck_assert_int_eq(awake, 1);
	ck_assert_int_eq(pthread_cond_destroy(&cond), EBUSY);
	pthread_cond_broadcast(&cond);
	for (i = 0; i < 5; i++)
		pthread_join(t[i], NULL);
	ck_assert_int_eq(awake, 5);
	ck_assert_int_eq(pthread_cond_destroy(&cond), 0);
}
END_TEST

START_TEST(cond_times_out_on_both_clocks)
{
	static const clockid_t clocks[] = { CLOCK_REALTIME, CLOCK_MONOTONIC };
	struct timespec ts, now;
	pthread_condattr_t a;
	pthread_cond_t c;
	int i;

	pthread_condattr_init(&a);
	ck_assert_int_eq(pthread_condattr_setclock(&a, CLOCK_PROCESS_CPUTIME_ID), EINVAL);
	for (i = 0; i < 2; i++) {
		ck_assert_int_eq(pthread_condattr_setclock(&a, clocks[i]), 0);
		pthread_cond_init(&c, &a);
		pthread_mutex_lock(&lock);
		ts = in_ms(clocks[i], 10);
		ck_assert_int_eq(pthread_cond_timedwait(&c, &lock, &ts), ETIMEDOUT);
		clock_gettime(clocks[i], &now);
		ck_assert(now.tv_sec > ts.tv_sec ||
			  (now.tv_sec == ts.tv_sec && now.tv_nsec >= ts.tv_nsec));
		ck_assert_int_eq(pthread_mutex_trylock(&lock), EBUSY); /* ours again */
		ts.tv_sec -= 100;
		ck_assert_int_eq(pthread_cond_timedwait(&c, &lock, &ts), ETIMEDOUT);
		ts.tv_nsec = 1000000000;
		ck_assert_int_eq(pthread_cond_timedwait(&c, &lock, &ts), EINVAL);
		pthread_mutex_unlock(&lock);
	}
	ck_assert_int_eq(pthread_cond_wait(&c, &lock), EPERM);
}
END_TEST

static pthread_key_t key;
static int destroyed;

static void destructor(void *v)
{
	destroyed++;
	if ((intptr_t)v < 3) /* set again: comes round again */
		pthread_setspecific(key, (void *)((intptr_t)v + 1));
}

static void *use_key(void *arg)
{
	if (pthread_getspecific(key))
		return "not empty";
	pthread_setspecific(key, (void *)1);
	return arg;
}

START_TEST(keys)
{
	pthread_key_t all[PTHREAD_KEYS_MAX + 1];
	void *v;
	int i, n;

	ck_assert_int_eq(pthread_key_create(&key, destructor), 0);
	ck_assert_int_eq(pthread_setspecific(key, "main"), 0);
	ck_assert_int_eq(pthread_join(start(use_key, NULL), &v), 0);
	ck_assert_ptr_null(v);
	ck_assert_int_eq(destroyed, 3);
	ck_assert_str_eq(pthread_getspecific(key), "main");
	/* a new key in the same place starts empty */
	ck_assert_int_eq(pthread_key_delete(key), 0);
	ck_assert_int_eq(pthread_key_delete(key), EINVAL);
	ck_assert_ptr_null(pthread_getspecific(key));
	ck_assert_int_eq(pthread_key_create(&key, NULL), 0);
	ck_assert_ptr_null(pthread_getspecific(key));
	pthread_key_delete(key);
	for (n = 0; pthread_key_create(&all[n], NULL) == 0; n++)
		ck_assert_int_eq(pthread_setspecific(all[n], &all[n]), 0);
	ck_assert_int_ge(n, 100);
	for (i = 0; i < n; i++) {
		ck_assert_ptr_eq(pthread_getspecific(all[i]), &all[i]);
		pthread_key_delete(all[i]);
	}
	ck_assert_int_eq(pthread_setspecific(5000, "x"), EINVAL);
}
END_TEST

static pthread_once_t once = PTHREAD_ONCE_INIT;
static volatile int inits;

static void init(void)
{
	usleep(2000);
	inits++;
}

static void *do_once(void *arg)
{
	pthread_once(&once, init);
	return (void *)(intptr_t)(inits + (arg != NULL));
}

START_TEST(once_runs_once)
{
	pthread_t t[4];
	void *v;
	int i;

	for (i = 0; i < 4; i++)
		t[i] = start(do_once, NULL);
	for (i = 0; i < 4; i++) {
		pthread_join(t[i], &v);
		ck_assert_int_eq((int)(intptr_t)v, 1);
	}
}
END_TEST

static pthread_rwlock_t rw = PTHREAD_RWLOCK_INITIALIZER;
static volatile int wrote;

static void *writer(void *arg)
{
	pthread_rwlock_wrlock(&rw);
	wrote = 1;
	pthread_rwlock_unlock(&rw);
	return arg;
}

START_TEST(rwlock)
{
	struct timespec ts = in_ms(CLOCK_REALTIME, 5);
	pthread_t t;

	ck_assert_int_eq(pthread_rwlock_rdlock(&rw), 0);
	ck_assert_int_eq(pthread_rwlock_rdlock(&rw), 0);
	ck_assert_int_eq(pthread_rwlock_trywrlock(&rw), EBUSY);
	ck_assert_int_eq(pthread_rwlock_timedwrlock(&rw, &ts), ETIMEDOUT);
	t = start(writer, NULL);
	usleep(1000);
	ck_assert_int_eq(wrote, 0);
	ck_assert_int_eq(pthread_rwlock_tryrdlock(&rw), 0); /* readers go first */
	pthread_rwlock_unlock(&rw);
	pthread_rwlock_unlock(&rw);
	ck_assert_int_eq(pthread_rwlock_destroy(&rw), EBUSY);
	pthread_rwlock_unlock(&rw);
	pthread_join(t, NULL);
	ck_assert_int_eq(wrote, 1);
	ck_assert_int_eq(pthread_rwlock_wrlock(&rw), 0);
	ck_assert_int_eq(pthread_rwlock_rdlock(&rw), EDEADLK);
	ck_assert_int_eq(pthread_rwlock_unlock(&rw), 0);
	ck_assert_int_eq(pthread_rwlock_unlock(&rw), EPERM);
}
END_TEST

static pthread_barrier_t barrier;

static void *meet(void *arg)
{
	(void)arg;
	return (void *)(intptr_t)(pthread_barrier_wait(&barrier) ==
				  PTHREAD_BARRIER_SERIAL_THREAD);
}

START_TEST(barriers)
{
	pthread_t t[3];
	void *v;
	int round, i, serial;

	ck_assert_int_eq(pthread_barrier_init(&barrier, NULL, 0), EINVAL);
	ck_assert_int_eq(pthread_barrier_init(&barrier, NULL, 4), 0);
	for (round = 0; round < 3; round++) {
		for (i = 0; i < 3; i++)
			t[i] = start(meet, NULL);
		serial = pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD;
		for (i = 0; i < 3; i++) {
			pthread_join(t[i], &v);
			serial += (int)(intptr_t)v;
		}
		ck_assert_int_eq(serial, 1);
	}
	ck_assert_int_eq(pthread_barrier_destroy(&barrier), 0);
}
END_TEST

START_TEST(spin_locks)
{
	pthread_spinlock_t l;

	pthread_spin_init(&l, PTHREAD_PROCESS_PRIVATE);
	ck_assert_int_eq(pthread_spin_lock(&l), 0);
	ck_assert_int_eq(pthread_spin_trylock(&l), EBUSY);
	ck_assert_int_eq(pthread_spin_unlock(&l), 0);
	ck_assert_int_eq(pthread_spin_trylock(&l), 0);
}
END_TEST

static sem_t sem;

static void *post(void *arg)
{
	usleep(1000);
	sem_post(&sem);
	return arg;
}

START_TEST(semaphores)
{
	struct timespec ts;
	pthread_t t;
	int v;

	ck_assert_int_eq(sem_init(&sem, 0, 1), 0);
	ck_assert_int_eq(sem_wait(&sem), 0);
	FAILS(sem_trywait(&sem), EAGAIN);
	ts = in_ms(CLOCK_REALTIME, 3);
	FAILS(sem_timedwait(&sem, &ts), ETIMEDOUT);
	t = start(post, NULL);
	ck_assert_int_eq(sem_wait(&sem), 0);
	pthread_join(t, NULL);
	ck_assert_int_eq(sem_getvalue(&sem, &v), 0);
	ck_assert_int_eq(v, 0);
	ck_assert_int_eq(sem_init(&sem, 0, SEM_VALUE_MAX), 0);
	FAILS(sem_post(&sem), EOVERFLOW);
	FAILS(sem_init(&sem, 0, 0x80000000), EINVAL);
}
END_TEST

START_TEST(names)
{
	char b[16];

	ck_assert_int_eq(pthread_setname_np(pthread_self(), "fifteen-letters"), 0);
	ck_assert_int_eq(pthread_getname_np(pthread_self(), b, sizeof(b)), 0);
	ck_assert_str_eq(b, "fifteen-letters");
	ck_assert_int_eq(pthread_getname_np(pthread_self(), b, 15), ERANGE);
	ck_assert_int_eq(pthread_setname_np(pthread_self(), "sixteen-letters-"), ERANGE);
	pthread_setname_np(pthread_self(), "main");
}
END_TEST

static void *tokens(void *arg)
{
	char text[] = "1 2 3", *p;

	for (p = strtok(text, " "); p; p = strtok(NULL, " ")) {
		sched_yield();
		arg = (void *)((intptr_t)arg + atoi(p));
	}
	return arg;
}

/* newlib keeps strtok's place, rand's state and so on per thread. */
START_TEST(c_library_state_is_per_thread)
{
	pthread_t a = start(tokens, (void *)0), b = start(tokens, (void *)10);
	void *v;

	pthread_join(a, &v);
	ck_assert_int_eq((int)(intptr_t)v, 6);
	pthread_join(b, &v);
	ck_assert_int_eq((int)(intptr_t)v, 16);
}
END_TEST

START_TEST(too_many_threads_is_an_error)
{
	static pthread_t t[4096];
	pthread_attr_t a;
	int n, r = 0;

	pthread_attr_init(&a);
	pthread_attr_setstacksize(&a, 1024 * 1024 * 1024);
	for (n = 0; n < 4096 && (r = pthread_create(&t[n], &a, plus_one, NULL)) == 0; n++)
		;
	ck_assert_int_eq(r, EAGAIN);
	while (n--)
		pthread_join(t[n], NULL);
}
END_TEST

SUITE("threads", create_and_join, exit_value, detached, mutex_excludes, mutex_types,
      mutex_timed, cond_signal_and_broadcast, cond_times_out_on_both_clocks, keys,
      once_runs_once, rwlock, barriers, spin_locks, semaphores, names,
      c_library_state_is_per_thread, too_many_threads_is_an_error)
