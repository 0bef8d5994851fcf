/* SPDX-License-Identifier: BSD-3-Clause */
/* Clocks of processor time: idle time is nobody's, and threads have their own. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>
#include <unistd.h>
#include "tests/suite.h"

#define MS 1000000LL

static long long read_clock(clockid_t id)
{
	struct timespec ts;

	ck_assert_int_eq(clock_gettime(id, &ts), 0);
	return ts.tv_sec * 1000000000LL + ts.tv_nsec;
}

#define PROCESS read_clock(CLOCK_PROCESS_CPUTIME_ID)
#define THREAD	read_clock(CLOCK_THREAD_CPUTIME_ID)

/* Until the thread has used @ms more. */
static void work(long ms)
{
	long long until = THREAD + ms * MS;

	while (THREAD < until)
		;
}

START_TEST(idle_time_does_not_count)
{
	long long m = read_clock(CLOCK_MONOTONIC), p = PROCESS, t = THREAD;
	clock_t c = clock(), real = times(NULL);

	usleep(300000);
	m = read_clock(CLOCK_MONOTONIC) - m;
	ck_assert_int_ge(m, 300 * MS);
	ck_assert_int_lt(PROCESS - p, m / 2);
	ck_assert_int_lt(THREAD - t, m / 2);
	ck_assert_int_lt(clock() - c, m / 1000 / 2);
	ck_assert_int_ge(times(NULL) - real, 290 * CLOCKS_PER_SEC / 1000);
}
END_TEST

START_TEST(work_counts)
{
	long long p = PROCESS;
	struct rusage a, b;
	struct tms x, y;

	ck_assert_int_eq(getrusage(RUSAGE_SELF, &a), 0);
	times(&x);
	work(20);
	ck_assert_int_ge(PROCESS - p, 20 * MS);
	ck_assert_int_eq(getrusage(RUSAGE_SELF, &b), 0);
	ck_assert_int_ge((b.ru_utime.tv_sec - a.ru_utime.tv_sec) * 1000000 +
				 b.ru_utime.tv_usec - a.ru_utime.tv_usec,
			 19999);
	times(&y);
	ck_assert_int_ge(y.tms_utime - x.tms_utime, 19 * CLOCKS_PER_SEC / 1000);
	ck_assert_int_eq(getrusage(RUSAGE_THREAD, &a), 0);
	ck_assert_int_ge(a.ru_utime.tv_sec * 1000000 + a.ru_utime.tv_usec, 20000);
	FAILS(getrusage(2, &a), EINVAL);
}
END_TEST

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static int stage;

static void reach(int n)
{
	pthread_mutex_lock(&m);
	stage = n;
	pthread_cond_broadcast(&cond);
	pthread_mutex_unlock(&m);
}

static void await(int n)
{
	pthread_mutex_lock(&m);
	while (stage < n)
		pthread_cond_wait(&cond, &m);
	pthread_mutex_unlock(&m);
}

static void *worker(void *arg)
{
	long long t = THREAD;

	ck_assert_int_ge(t, 0);
	work(40);
	ck_assert_int_ge(THREAD, t + 40 * MS);
	reach(1);
	await(2);
	return arg;
}

START_TEST(each_thread_has_its_time)
{
	long long p0 = PROCESS, main0 = THREAD, used, main1;
	clockid_t id, mine;
	struct timespec ts;
	pthread_t t;

	stage = 0;
	ck_assert_int_eq(pthread_create(&t, NULL, worker, NULL), 0);
	ck_assert_int_eq(pthread_getcpuclockid(t, &id), 0);
	ck_assert_int_eq(pthread_getcpuclockid(pthread_self(), &mine), 0);
	ck_assert(id != mine);
	await(1);
	used = read_clock(id);
	main1 = THREAD;
	ck_assert_int_ge(used, 40 * MS);
	ck_assert_int_le(used + main1 - main0, PROCESS - p0);
	/* It waits: its time stands still while this one works. */
	used = read_clock(id);
	work(20);
	ck_assert_int_eq(read_clock(id), used);
	ck_assert_int_ge(read_clock(mine), main1 + 20 * MS);
	ck_assert_int_eq(clock_getres(id, &ts), 0);
	ck_assert_int_eq(clock_getres(CLOCK_THREAD_CPUTIME_ID, &ts), 0);
	reach(2);
	ck_assert_int_eq(pthread_join(t, NULL), 0);
	FAILS(clock_gettime(id, &ts), EINVAL);
	FAILS(clock_settime(CLOCK_THREAD_CPUTIME_ID, &ts), EINVAL);
	ck_assert_int_eq(clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &ts, NULL), EINVAL);
}
END_TEST

static volatile sig_atomic_t rings;

static void ring(int sig)
{
	(void)sig;
	rings++;
}

/* A timer on @clock does not expire while this one sleeps, and does while it works. */
static void check_timer(clockid_t clock)
{
	struct sigevent ev = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };
	struct itimerspec v = { .it_value = { 0, 60 * MS }, .it_interval = { 0, 10 * MS } };
	long long before;
	timer_t t;

	rings = 0;
	signal(SIGUSR1, ring);
	ck_assert_int_eq(timer_create(clock, &ev, &t), 0);
	before = read_clock(clock);
	ck_assert_int_eq(timer_settime(t, 0, &v, NULL), 0);
	usleep(200000);
	/* On a machine that is very busy this may have been work. */
	if (read_clock(clock) < before + 60 * MS)
		ck_assert_int_eq(rings, 0);
	ck_assert_int_eq(timer_gettime(t, &v), 0);
	ck_assert(v.it_value.tv_sec == 0 && v.it_value.tv_nsec <= 60 * MS);
	while (rings < 2) {
		work(1);
		usleep(1);
	}
	ck_assert_int_ge(read_clock(clock), before + 70 * MS);
	ck_assert_int_eq(timer_delete(t), 0);
}

START_TEST(timers_count_processor_time)
{
	clockid_t id;
	timer_t t;

	ck_assert_int_eq(pthread_getcpuclockid(pthread_self(), &id), 0);
	check_timer(CLOCK_PROCESS_CPUTIME_ID);
	check_timer(CLOCK_THREAD_CPUTIME_ID);
	check_timer(id);
	FAILS(timer_create(id + 100000, NULL, &t), EINVAL);
}
END_TEST

START_TEST(interval_timers_count_processor_time)
{
	static const int kinds[] = { ITIMER_VIRTUAL, ITIMER_PROF };

	signal(SIGVTALRM, ring);
	signal(SIGPROF, ring);
	for (int i = 0; i < 2; i++) {
		struct itimerval v = { .it_value = { 0, 60000 } }, w;
		long long before = PROCESS;

		rings = 0;
		ck_assert_int_eq(setitimer(kinds[i], &v, NULL), 0);
		usleep(200000);
		if (PROCESS < before + 60 * MS)
			ck_assert_int_eq(rings, 0);
		ck_assert_int_eq(getitimer(kinds[i], &w), 0);
		ck_assert(w.it_value.tv_sec == 0 && w.it_value.tv_usec <= 60000);
		while (!rings) {
			work(1);
			usleep(1);
		}
		ck_assert_int_ge(PROCESS, before + 60 * MS);
	}
}
END_TEST

static void *sleep_on_the_process(void *arg)
{
	struct timespec ts = { 0, 30 * MS };
	long long before = PROCESS;

	ck_assert_int_eq(clock_nanosleep(CLOCK_PROCESS_CPUTIME_ID, 0, &ts, NULL), 0);
	ck_assert_int_ge(PROCESS, before + 30 * MS);
	reach(1);
	return arg;
}

START_TEST(one_can_sleep_while_others_work)
{
	pthread_t t;

	stage = 0;
	ck_assert_int_eq(pthread_create(&t, NULL, sleep_on_the_process, NULL), 0);
	while (!stage) {
		work(1);
		usleep(1);
	}
	ck_assert_int_eq(pthread_join(t, NULL), 0);
}
END_TEST

SUITE("processor time", idle_time_does_not_count, work_counts, each_thread_has_its_time,
      timers_count_processor_time, interval_timers_count_processor_time,
      one_can_sleep_while_others_work)
