/* SPDX-License-Identifier: BSD-3-Clause */
/* What POSIX has of preemption, with libuk-sched-preempt: nobody here calls what would give
 * way. */
#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/time.h>
#include <unistd.h>
#include "tests/suite.h"

static volatile sig_atomic_t got;
static volatile int stop;
static volatile unsigned long n;
static sigjmp_buf back;

static void handler(int sig)
{
	got = sig;
}

static void jump(int sig)
{
	(void)sig;
	siglongjmp(back, 1);
}

START_TEST(a_signal_ends_a_busy_loop)
{
	int i;

	got = 0;
	signal(SIGALRM, handler);
	ualarm(5000, 0);
	while (!got)
		n++;
	ck_assert_int_eq(got, SIGALRM);
	signal(SIGALRM, jump);
	for (i = 0; i < 3; i++) {
		if (sigsetjmp(back, 1) == 0) {
			ualarm(5000, 0);
			for (;;)
				n++;
		}
	}
}
END_TEST

static void *spin(void *arg)
{
	if (arg)
		pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
	while (!stop)
		n++;
	return NULL;
}

START_TEST(a_busy_thread_is_cancelled_if_it_likes)
{
	pthread_t t;
	void *v;

	stop = 0;
	n = 0;
	ck_assert_int_eq(pthread_create(&t, NULL, spin, (void *)1), 0);
	while (!n)
		;
	ck_assert_int_eq(pthread_cancel(t), 0);
	ck_assert_int_eq(pthread_join(t, &v), 0);
	ck_assert_ptr_eq(v, PTHREAD_CANCELED);
	/* Deferred, it is not. */
	n = 0;
	ck_assert_int_eq(pthread_create(&t, NULL, spin, NULL), 0);
	while (!n)
		;
	ck_assert_int_eq(pthread_cancel(t), 0);
	usleep(20000);
	stop = 1;
	ck_assert_int_eq(pthread_join(t, &v), 0);
	ck_assert_ptr_null(v);
}
END_TEST

static void *busy_for_a_while(void *arg)
{
	struct timeval a, b;

	(void)arg;
	gettimeofday(&a, NULL);
	do
		gettimeofday(&b, NULL);
	while ((b.tv_sec - a.tv_sec) * 1000000 + b.tv_usec - a.tv_usec < 30000);
	return (void *)(uintptr_t)n;
}

START_TEST(real_time_threads_go_first)
{
	struct sched_param p = { .sched_priority = 5 }, seen;
	pthread_attr_t attr;
	pthread_t t, low;
	int policy;
	void *v;

	stop = 0;
	n = 0;
	ck_assert_int_eq(pthread_create(&low, NULL, spin, NULL), 0);
	pthread_attr_init(&attr);
	ck_assert_int_eq(pthread_attr_setinheritsched(&attr, PTHREAD_EXPLICIT_SCHED), 0);
	ck_assert_int_eq(pthread_attr_setschedpolicy(&attr, SCHED_RR), 0);
	ck_assert_int_eq(pthread_attr_setschedparam(&attr, &p), 0);
	ck_assert_int_eq(pthread_create(&t, &attr, busy_for_a_while, NULL), 0);
	ck_assert_int_eq(pthread_getschedparam(t, &policy, &seen), 0);
	ck_assert_int_eq(policy, SCHED_RR);
	ck_assert_int_eq(seen.sched_priority, 5);
	ck_assert_int_eq(pthread_join(t, &v), 0);
	ck_assert_uint_eq((uintptr_t)v, 0); /* the other one had no turn */
	stop = 1;
	pthread_join(low, NULL);
	p.sched_priority = 33;
	ck_assert_int_eq(pthread_setschedparam(pthread_self(), SCHED_FIFO, &p), EINVAL);
	p.sched_priority = 32;
	ck_assert_int_eq(pthread_setschedparam(pthread_self(), SCHED_FIFO, &p), 0);
	p.sched_priority = 0;
	ck_assert_int_eq(pthread_setschedparam(pthread_self(), SCHED_OTHER, &p), 0);
}
END_TEST

SUITE("async", a_signal_ends_a_busy_loop, a_busy_thread_is_cancelled_if_it_likes,
      real_time_threads_go_first)
