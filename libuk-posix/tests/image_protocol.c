/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Protocols of mutexes, and the order in which waiters are woken. What depends on priorities is
 * a test only where there are some: with libuk-sched-preempt; elsewhere all threads have one.
 */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "tests/suite.h"
#include <uk/sched.h>

static pthread_mutex_t a, b, c;
static char trace[16];

static void note(char who)
{
	size_t n = strlen(trace);

	trace[n] = who;
	trace[n + 1] = '\0';
}

static void make(pthread_mutex_t *m, int protocol, int ceiling, int type, int robust)
{
	pthread_mutexattr_t attr;

	ck_assert_int_eq(pthread_mutexattr_init(&attr), 0);
	ck_assert_int_eq(pthread_mutexattr_setprotocol(&attr, protocol), 0);
	if (ceiling)
		ck_assert_int_eq(pthread_mutexattr_setprioceiling(&attr, ceiling), 0);
	ck_assert_int_eq(pthread_mutexattr_settype(&attr, type), 0);
	ck_assert_int_eq(pthread_mutexattr_setrobust(&attr, robust), 0);
	ck_assert_int_eq(pthread_mutex_init(m, &attr), 0);
	ck_assert_int_eq(pthread_mutexattr_destroy(&attr), 0);
}

/* The main thread runs as @policy and @priority. */
static int main_runs(int policy, int priority)
{
	struct sched_param p = { .sched_priority = priority };

	return pthread_setschedparam(pthread_self(), policy, &p);
}

/* Main at @priority, mutexes a and b that inherit, and an empty trace. */
static void two_inherit(int priority)
{
	ck_assert_int_eq(main_runs(SCHED_FIFO, priority), 0);
	trace[0] = '\0';
	make(&a, PTHREAD_PRIO_INHERIT, 0, PTHREAD_MUTEX_NORMAL, 0);
	make(&b, PTHREAD_PRIO_INHERIT, 0, PTHREAD_MUTEX_NORMAL, 0);
}

static pthread_t start(void *(*fn)(void *), void *arg, int priority)
{
	struct sched_param p = { .sched_priority = priority };
	pthread_attr_t attr;
	pthread_t t;

	pthread_attr_init(&attr);
	pthread_attr_setinheritsched(&attr, PTHREAD_EXPLICIT_SCHED);
	pthread_attr_setschedpolicy(&attr, SCHED_FIFO);
	pthread_attr_setschedparam(&attr, &p);
	ck_assert_int_eq(pthread_create(&t, &attr, fn, arg), 0);
	return t;
}

static void join(pthread_t t)
{
	ck_assert_int_eq(pthread_join(t, NULL), 0);
}

/* What @t runs at now, as SCHED_FIFO counts. */
static int runs_at(pthread_t t)
{
	return ((struct uk_thread *)t)->priority - UK_PRIORITY_DEFAULT;
}

#define SELF runs_at(pthread_self())

START_TEST(attributes_are_kept_and_checked)
{
	const int protocols[] = { PTHREAD_PRIO_NONE, PTHREAD_PRIO_INHERIT,
				  PTHREAD_PRIO_PROTECT };
	pthread_mutexattr_t attr;
	int v;

	pthread_mutexattr_init(&attr);
	ck_assert_int_eq(pthread_mutexattr_getprotocol(&attr, &v), 0);
	ck_assert_int_eq(v, PTHREAD_PRIO_NONE);
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(pthread_mutexattr_setprotocol(&attr, protocols[i]), 0);
		ck_assert_int_eq(pthread_mutexattr_getprotocol(&attr, &v), 0);
		ck_assert_int_eq(v, protocols[i]);
	}
	ck_assert_int_eq(pthread_mutexattr_setprotocol(&attr, 3), EINVAL);
	ck_assert_int_eq(pthread_mutexattr_setprotocol(&attr, -1), EINVAL);
	ck_assert_int_eq(pthread_mutexattr_getprioceiling(&attr, &v), 0);
	ck_assert_int_eq(v, sched_get_priority_min(SCHED_FIFO));
	for (int i = sched_get_priority_min(SCHED_FIFO);
	     i <= sched_get_priority_max(SCHED_FIFO); i++) {
		ck_assert_int_eq(pthread_mutexattr_setprioceiling(&attr, i), 0);
		ck_assert_int_eq(pthread_mutexattr_getprioceiling(&attr, &v), 0);
		ck_assert_int_eq(v, i);
	}
	ck_assert_int_eq(
		pthread_mutexattr_setprioceiling(&attr, sched_get_priority_max(SCHED_FIFO) + 1),
		EINVAL);
	ck_assert_int_eq(
		pthread_mutexattr_setprioceiling(&attr, sched_get_priority_min(SCHED_FIFO) - 1),
		EINVAL);
	ck_assert_int_eq(pthread_mutexattr_setprioceiling(&attr, -300), EINVAL);
}
END_TEST

START_TEST(a_ceiling_can_be_changed)
{
	pthread_mutex_t plain = PTHREAD_MUTEX_INITIALIZER;
	int v = 77;

	ck_assert_int_eq(pthread_mutex_getprioceiling(&plain, &v), EINVAL);
	ck_assert_int_eq(pthread_mutex_setprioceiling(&plain, 1, &v), EINVAL);
	make(&a, PTHREAD_PRIO_INHERIT, 0, PTHREAD_MUTEX_NORMAL, 0);
	ck_assert_int_eq(pthread_mutex_getprioceiling(&a, &v), EINVAL);
	ck_assert_int_eq(pthread_mutex_setprioceiling(&a, 1, &v), EINVAL);
	ck_assert_int_eq(v, 77);
	ck_assert_int_eq(pthread_mutex_destroy(&a), 0);
	make(&a, PTHREAD_PRIO_PROTECT, 0, PTHREAD_MUTEX_NORMAL, 0);
	ck_assert_int_eq(pthread_mutex_getprioceiling(&a, &v), 0);
	ck_assert_int_eq(v, 1);
	ck_assert_int_eq(pthread_mutex_setprioceiling(&a, 9, &v), 0);
	ck_assert_int_eq(v, 1);
	ck_assert_int_eq(pthread_mutex_setprioceiling(&a, 8, NULL), 0);
	ck_assert_int_eq(pthread_mutex_setprioceiling(&a, 0, &v), EINVAL);
	ck_assert_int_eq(pthread_mutex_setprioceiling(&a, 33, &v), EINVAL);
	ck_assert_int_eq(pthread_mutex_lock(&a), 0);
	ck_assert_int_eq(pthread_mutex_setprioceiling(&a, 4, &v), EDEADLK);
	ck_assert_int_eq(pthread_mutex_unlock(&a), 0);
	ck_assert_int_eq(pthread_mutex_getprioceiling(&a, &v), 0);
	ck_assert_int_eq(v, 8);
	ck_assert_int_eq(pthread_mutex_destroy(&a), 0);
}
END_TEST

static void *take_and_note(void *arg)
{
	ck_assert_int_eq(pthread_mutex_lock(&a), 0);
	note((char)(long)arg);
	ck_assert_int_eq(pthread_mutex_unlock(&a), 0);
	return NULL;
}

/* Mutexes with a protocol are mutexes: each kind, each type. */
START_TEST(they_lock_as_others_do)
{
	for (int protocol = PTHREAD_PRIO_INHERIT; protocol <= PTHREAD_PRIO_PROTECT;
	     protocol++) {
		struct timespec past = { 1, 0 };
		pthread_t t;

		make(&a, protocol, 20, PTHREAD_MUTEX_ERRORCHECK, 0);
		ck_assert_int_eq(pthread_mutex_unlock(&a), EPERM);
		ck_assert_int_eq(pthread_mutex_lock(&a), 0);
		ck_assert_int_eq(pthread_mutex_lock(&a), EDEADLK);
		ck_assert_int_eq(pthread_mutex_trylock(&a), EBUSY);
		ck_assert_int_eq(pthread_mutex_destroy(&a), EBUSY);
		trace[0] = '\0';
		ck_assert_int_eq(pthread_create(&t, NULL, take_and_note, (void *)'t'), 0);
		sched_yield();
		ck_assert_str_eq(trace, "");
		ck_assert_int_eq(pthread_mutex_unlock(&a), 0);
		join(t);
		ck_assert_str_eq(trace, "t");
		ck_assert_int_eq(pthread_mutex_destroy(&a), 0);

		make(&a, protocol, 20, PTHREAD_MUTEX_RECURSIVE, 0);
		ck_assert_int_eq(pthread_mutex_lock(&a), 0);
		ck_assert_int_eq(pthread_mutex_lock(&a), 0);
		ck_assert_int_eq(pthread_mutex_trylock(&a), 0);
		for (int i = 0; i < 3; i++)
			ck_assert_int_eq(pthread_mutex_unlock(&a), 0);
		ck_assert_int_eq(pthread_mutex_unlock(&a), EPERM);
		ck_assert_int_eq(pthread_mutex_destroy(&a), 0);

		make(&a, protocol, 20, PTHREAD_MUTEX_NORMAL, 0);
		ck_assert_int_eq(pthread_mutex_timedlock(&a, &past), 0);
		ck_assert_int_eq(pthread_mutex_timedlock(&a, &past), ETIMEDOUT);
		ck_assert_int_eq(pthread_mutex_unlock(&a), 0);
		ck_assert_int_eq(pthread_mutex_destroy(&a), 0);
	}
}
END_TEST

static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static sem_t sem;
static volatile int go;

static void *wait_for_go(void *arg)
{
	ck_assert_int_eq(pthread_mutex_lock(&a), 0);
	ck_assert_int_eq(pthread_mutex_lock(&a), 0);
	while (!go)
		ck_assert_int_eq(pthread_cond_wait(&cond, &a), 0);
	ck_assert_int_eq(pthread_mutex_unlock(&a), 0);
	note((char)(long)arg);
	ck_assert_int_eq(pthread_mutex_unlock(&a), 0);
	return NULL;
}

START_TEST(a_condition_gives_up_the_mutex_and_takes_it_again)
{
	for (int protocol = PTHREAD_PRIO_INHERIT; protocol <= PTHREAD_PRIO_PROTECT;
	     protocol++) {
		pthread_t t[2];
		int before;

		go = 0;
		trace[0] = '\0';
		make(&a, protocol, 20, PTHREAD_MUTEX_RECURSIVE, 0);
		for (int i = 0; i < 2; i++)
			ck_assert_int_eq(pthread_create(&t[i], NULL, wait_for_go, (void *)'w'),
					 0);
		sched_yield();
		before = SELF;
		ck_assert_int_eq(pthread_mutex_lock(&a), 0);
		go = 1;
		ck_assert_int_eq(pthread_cond_broadcast(&cond), 0);
		sched_yield();
		ck_assert_str_eq(trace, "");
		ck_assert_int_eq(pthread_mutex_unlock(&a), 0);
		join(t[0]);
		join(t[1]);
		ck_assert_str_eq(trace, "ww");
		ck_assert_int_eq(SELF, before);
		ck_assert_int_eq(pthread_mutex_destroy(&a), 0);
	}
}
END_TEST

static void *take_and_end(void *arg)
{
	ck_assert_int_eq(pthread_mutex_lock(arg), 0);
	return NULL;
}

/* The holder ended: what is not robust stays locked, and nobody is touched who is no more. */
START_TEST(a_holder_may_end)
{
	for (int protocol = PTHREAD_PRIO_INHERIT; protocol <= PTHREAD_PRIO_PROTECT;
	     protocol++) {
		struct timespec past = { 1, 0 };
		pthread_t t;

		make(&a, protocol, 20, PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_ROBUST);
		make(&b, protocol, 20, PTHREAD_MUTEX_NORMAL, 0);
		ck_assert_int_eq(pthread_create(&t, NULL, take_and_end, &a), 0);
		join(t);
		ck_assert_int_eq(pthread_mutex_lock(&a), EOWNERDEAD);
		ck_assert_int_eq(pthread_mutex_consistent(&a), 0);
		ck_assert_int_eq(pthread_mutex_unlock(&a), 0);
		ck_assert_int_eq(pthread_create(&t, NULL, take_and_end, &a), 0);
		join(t);
		ck_assert_int_eq(pthread_mutex_lock(&a), EOWNERDEAD);
		ck_assert_int_eq(pthread_mutex_unlock(&a), 0);
		ck_assert_int_eq(pthread_mutex_lock(&a), ENOTRECOVERABLE);
		ck_assert_int_eq(pthread_mutex_destroy(&a), 0);
		ck_assert_int_eq(pthread_create(&t, NULL, take_and_end, &b), 0);
		join(t);
		ck_assert_int_eq(pthread_mutex_timedlock(&b, &past), ETIMEDOUT);
	}
}
END_TEST

static void *take(void *arg)
{
	ck_assert_int_eq(pthread_mutex_lock(arg), 0);
	note((char)('0' + SELF));
	ck_assert_int_eq(pthread_mutex_unlock(arg), 0);
	return NULL;
}

START_TEST(the_holder_inherits)
{
	pthread_t t, u;

	two_inherit(3);
	pthread_mutex_lock(&a);
	pthread_mutex_lock(&b);
	ck_assert_int_eq(SELF, 3);
	t = start(take, &a, 5);
	ck_assert_int_eq(SELF, 5);
	u = start(take, &b, 9);
	ck_assert_int_eq(SELF, 9);
	/* Of what it still holds. */
	pthread_mutex_unlock(&b);
	ck_assert_str_eq(trace, "9");
	ck_assert_int_eq(SELF, 5);
	pthread_mutex_unlock(&a);
	ck_assert_str_eq(trace, "95");
	ck_assert_int_eq(SELF, 3);
	join(t);
	join(u);
	pthread_mutex_destroy(&a);
	pthread_mutex_destroy(&b);
}
END_TEST

/* Holds @b, waits for @a. */
static void *between(void *arg)
{
	pthread_mutex_lock(&b);
	pthread_mutex_lock(&a);
	note('0' + (char)SELF);
	pthread_mutex_unlock(&a);
	note('0' + (char)SELF);
	pthread_mutex_unlock(&b);
	note('0' + (char)SELF);
	return arg;
}

START_TEST(inheritance_follows_a_chain)
{
	pthread_t t, u;
	struct sched_param p = { .sched_priority = 8 };

	two_inherit(2);
	pthread_mutex_lock(&a);
	t = start(between, NULL, 4);
	ck_assert_int_eq(SELF, 4);
	u = start(take, &b, 6);
	ck_assert_int_eq(runs_at(t), 6);
	ck_assert_int_eq(SELF, 6);
	/* The last one's changes. */
	ck_assert_int_eq(pthread_setschedparam(u, SCHED_FIFO, &p), 0);
	ck_assert_int_eq(runs_at(t), 8);
	ck_assert_int_eq(SELF, 8);
	ck_assert_int_eq(pthread_setschedprio(u, 7), 0);
	ck_assert_int_eq(runs_at(t), 7);
	ck_assert_int_eq(SELF, 7);
	/* Own priorities are what was set. */
	int policy;

	ck_assert_int_eq(pthread_getschedparam(pthread_self(), &policy, &p), 0);
	ck_assert_int_eq(p.sched_priority, 2);
	pthread_mutex_unlock(&a);
	ck_assert_int_eq(SELF, 2);
	ck_assert_str_eq(trace, "7774");
	join(t);
	join(u);
	pthread_mutex_destroy(&a);
	pthread_mutex_destroy(&b);
}
END_TEST

static void *try_for_a_while(void *arg)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	t.tv_nsec += 20000000;
	t.tv_sec += t.tv_nsec / 1000000000;
	t.tv_nsec %= 1000000000;
	ck_assert_int_eq(pthread_mutex_timedlock(arg, &t), ETIMEDOUT);
	note('x');
	return NULL;
}

START_TEST(who_gives_up_takes_the_priority_along)
{
	pthread_t t, u;

	two_inherit(2);
	pthread_mutex_lock(&a);
	t = start(between, NULL, 4);
	u = start(try_for_a_while, &b, 9);
	ck_assert_int_eq(SELF, 9);
	while (!trace[0])
		usleep(1000);
	ck_assert_str_eq(trace, "x");
	ck_assert_int_eq(runs_at(t), 4);
	ck_assert_int_eq(SELF, 4);
	pthread_mutex_unlock(&a);
	ck_assert_int_eq(SELF, 2);
	join(t);
	join(u);
	pthread_mutex_destroy(&a);
	pthread_mutex_destroy(&b);
}
END_TEST

static void *die_with(void *arg)
{
	pthread_mutex_lock(arg);
	sem_wait(&sem);
	note('0' + (char)SELF);
	return NULL;
}

START_TEST(a_dead_holder_hands_over)
{
	pthread_t t, u;

	ck_assert_int_eq(main_runs(SCHED_FIFO, 10), 0);
	trace[0] = '\0';
	sem_init(&sem, 0, 0);
	make(&c, PTHREAD_PRIO_INHERIT, 0, PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_ROBUST);
	t = start(die_with, &c, 12);
	u = start(die_with, &c, 14); /* has it with EOWNERDEAD */
	ck_assert_int_eq(runs_at(t), 14);
	sem_post(&sem);
	ck_assert_str_eq(trace, "\x3e");
	join(t);
	sem_post(&sem);
	join(u);
	ck_assert_int_eq(pthread_mutex_lock(&c), EOWNERDEAD);
	ck_assert_int_eq(pthread_mutex_unlock(&c), 0);
	pthread_mutex_destroy(&c);
}
END_TEST

START_TEST(ceilings_protect)
{
	int old;

	ck_assert_int_eq(main_runs(SCHED_FIFO, 10), 0);
	make(&a, PTHREAD_PRIO_PROTECT, 15, PTHREAD_MUTEX_NORMAL, 0);
	make(&b, PTHREAD_PRIO_PROTECT, 12, PTHREAD_MUTEX_RECURSIVE, 0);
	ck_assert_int_eq(pthread_mutex_lock(&a), 0);
	ck_assert_int_eq(SELF, 15);
	/* Above the ceiling only because of the other one. */
	ck_assert_int_eq(pthread_mutex_lock(&b), 0);
	ck_assert_int_eq(SELF, 15);
	ck_assert_int_eq(pthread_mutex_unlock(&a), 0);
	ck_assert_int_eq(SELF, 12);
	ck_assert_int_eq(pthread_mutex_setprioceiling(&b, 20, &old), 0);
	ck_assert_int_eq(old, 12);
	ck_assert_int_eq(SELF, 20);
	ck_assert_int_eq(pthread_mutex_unlock(&b), 0);
	ck_assert_int_eq(SELF, 10);
	ck_assert_int_eq(pthread_mutex_setprioceiling(&b, 9, NULL), 0); /* need not adhere */
	ck_assert_int_eq(pthread_mutex_lock(&b), EINVAL);
	ck_assert_int_eq(pthread_mutex_trylock(&b), EINVAL);
	ck_assert_int_eq(pthread_mutex_timedlock(&b, &(struct timespec){ 1, 0 }), EINVAL);
	ck_assert_int_eq(main_runs(SCHED_FIFO, 9), 0);
	ck_assert_int_eq(pthread_mutex_lock(&b), 0);
	ck_assert_int_eq(pthread_mutex_unlock(&b), 0);
	pthread_mutex_destroy(&a);
	pthread_mutex_destroy(&b);
}
END_TEST

static void *down(void *arg)
{
	ck_assert_int_eq(sem_wait(&sem), 0);
	note((char)(long)arg);
	return NULL;
}

static pthread_rwlock_t rw = PTHREAD_RWLOCK_INITIALIZER;

static void *write_it(void *arg)
{
	pthread_rwlock_wrlock(&rw);
	note((char)(long)arg);
	pthread_rwlock_unlock(&rw);
	return NULL;
}

static void *wait_once(void *arg)
{
	pthread_mutex_lock(&a);
	pthread_cond_wait(&cond, &a);
	note((char)(long)arg);
	pthread_mutex_unlock(&a);
	return NULL;
}

/* Highest first, of one priority as they came; each kind of wait. */
START_TEST(waiters_are_woken_by_priority)
{
	static void *(*const waits[])(void *) = { down, write_it, take_and_note, wait_once };
	static const int order[] = { 12, 14, 11, 14, 12 };

	ck_assert_int_eq(main_runs(SCHED_FIFO, 10), 0);
	pthread_mutex_init(&a, NULL);
	sem_init(&sem, 0, 0);
	for (int k = 0; k < 4; k++) {
		pthread_t t[5];

		trace[0] = '\0';
		if (k == 1)
			pthread_rwlock_wrlock(&rw);
		else if (k == 2)
			pthread_mutex_lock(&a);
		for (int i = 0; i < 5; i++)
			t[i] = start(waits[k], (void *)(long)('a' + i), order[i]);
		/* While it waits it becomes one of the highest. */
		ck_assert_int_eq(pthread_setschedprio(t[0], 14), 0);
		ck_assert_str_eq(trace, "");
		if (k == 1)
			pthread_rwlock_unlock(&rw);
		else if (k == 2)
			pthread_mutex_unlock(&a);
		for (int i = 0; i < 5; i++) {
			if (k == 0)
				sem_post(&sem);
			else if (k == 3)
				pthread_cond_signal(&cond);
		}
		for (int i = 0; i < 5; i++)
			join(t[i]);
		ck_assert_msg(strcmp(trace, "bdaec") == 0, "kind %d: %s", k, trace);
	}
	pthread_mutex_destroy(&a);
}
END_TEST

START_TEST(without_priorities_none_is_taken)
{
	ck_assert_int_eq(main_runs(SCHED_FIFO, 10), ENOTSUP);
}
END_TEST

/* Only a scheduler that has priorities has uk_sched_check(). */
#define PREEMPT(test) (uk_sched_check ? (test) : NULL)

SUITE("protocols", attributes_are_kept_and_checked, a_ceiling_can_be_changed,
      they_lock_as_others_do, a_condition_gives_up_the_mutex_and_takes_it_again,
      a_holder_may_end, uk_sched_check ? NULL : without_priorities_none_is_taken,
      PREEMPT(the_holder_inherits), PREEMPT(inheritance_follows_a_chain),
      PREEMPT(who_gives_up_takes_the_priority_along), PREEMPT(a_dead_holder_hands_over),
      PREEMPT(ceilings_protect), PREEMPT(waiters_are_woken_by_priority))
