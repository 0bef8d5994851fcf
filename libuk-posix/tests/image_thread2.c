/* SPDX-License-Identifier: BSD-3-Clause */
/* Cancellation, robust mutexes, attributes, named semaphores and <threads.h> in a running
 * image. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <threads.h>
#include <unistd.h>
#include "tests/suite.h"

static char trace[64];

static void note(void *s)
{
	strcat(trace, s);
}

static pthread_t start(void *(*fn)(void *), void *arg)
{
	pthread_t t;

	ck_assert_int_eq(pthread_create(&t, NULL, fn, arg), 0);
	sched_yield();
	return t;
}

static void *join(pthread_t t)
{
	void *v;

	ck_assert_int_eq(pthread_join(t, &v), 0);
	return v;
}

static void *read_for_ever(void *p)
{
	char c;

	pthread_cleanup_push(note, "a");
	pthread_cleanup_push(note, "b");
	read(*(int *)p, &c, 1);
	note("never");
	pthread_cleanup_pop(0);
	pthread_cleanup_pop(0);
	return NULL;
}

START_TEST(a_blocked_thread_is_cancelled)
{
	pthread_t t;
	int p[2];

	ck_assert_int_eq(pipe(p), 0);
	trace[0] = 0;
	t = start(read_for_ever, p);
	ck_assert_int_eq(pthread_cancel(t), 0);
	ck_assert_ptr_eq(join(t), PTHREAD_CANCELED);
	ck_assert_str_eq(trace, "ba");
	/* The pipe is as before: nobody holds it. */
	close(p[1]);
	ck_assert_int_eq(read(p[0], trace, 1), 0);
	close(p[0]);
}
END_TEST

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t never = PTHREAD_COND_INITIALIZER;

static void unlock(void *m)
{
	if (pthread_mutex_unlock(m) == 0)
		note("u");
}

static void *wait_for_ever(void *arg)
{
	pthread_mutex_lock(&lock);
	pthread_cleanup_push(unlock, &lock);
	pthread_cond_wait(&never, &lock);
	pthread_cleanup_pop(1);
	return arg;
}

START_TEST(a_cancelled_wait_has_its_mutex_again)
{
	pthread_t t;

	trace[0] = 0;
	t = start(wait_for_ever, NULL);
	pthread_cancel(t);
	ck_assert_ptr_eq(join(t), PTHREAD_CANCELED);
	ck_assert_str_eq(trace, "u");
	ck_assert_int_eq(pthread_mutex_trylock(&lock), 0);
	pthread_mutex_unlock(&lock);
}
END_TEST

static void *disabled_first(void *arg)
{
	int old = -1;

	ck_assert_int_eq(pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old), 0);
	ck_assert_int_eq(old, PTHREAD_CANCEL_ENABLE);
	usleep(2000);
	pthread_testcancel();
	note("1");
	pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old);
	ck_assert_int_eq(old, PTHREAD_CANCEL_DISABLE);
	note("2");
	pthread_testcancel();
	note("3");
	return arg;
}

static void *only_computes(void *arg)
{
	for (;;) {
		sched_yield();
		pthread_testcancel();
	}
	return arg;
}

static void *join_it(void *t)
{
	return join(*(pthread_t *)t);
}

START_TEST(cancellation_waits_while_disabled)
{
	pthread_t t, u;
	int old;

	trace[0] = 0;
	t = start(disabled_first, NULL);
	pthread_cancel(t);
	ck_assert_ptr_eq(join(t), PTHREAD_CANCELED);
	ck_assert_str_eq(trace, "12");
	t = start(only_computes, NULL);
	u = start(join_it, &t); /* a joiner is cancelled, and the other may be joined still */
	pthread_cancel(u);
	ck_assert_ptr_eq(join(u), PTHREAD_CANCELED);
	pthread_cancel(t);
	ck_assert_ptr_eq(join(t), PTHREAD_CANCELED);
	ck_assert_int_eq(pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old), 0);
	ck_assert_int_eq(old, PTHREAD_CANCEL_DEFERRED);
	pthread_setcanceltype(old, NULL);
	ck_assert_int_eq(pthread_setcancelstate(7, NULL), EINVAL);
}
END_TEST

static void *die_with(void *m)
{
	pthread_mutex_lock(m);
	return NULL;
}

START_TEST(a_robust_mutex_outlives_its_owner)
{
	pthread_mutexattr_t attr;
	pthread_mutex_t m;
	int r;

	pthread_mutexattr_init(&attr);
	ck_assert_int_eq(pthread_mutexattr_setrobust(&attr, 5), EINVAL);
	ck_assert_int_eq(pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST), 0);
	ck_assert_int_eq(pthread_mutexattr_getrobust(&attr, &r), 0);
	ck_assert_int_eq(r, PTHREAD_MUTEX_ROBUST);
	ck_assert_int_eq(pthread_mutex_init(&m, &attr), 0);
	join(start(die_with, &m));
	ck_assert_int_eq(pthread_mutex_lock(&m), EOWNERDEAD);
	ck_assert_int_eq(pthread_mutex_consistent(&m), 0);
	ck_assert_int_eq(pthread_mutex_consistent(&m), EINVAL);
	ck_assert_int_eq(pthread_mutex_unlock(&m), 0);
	ck_assert_int_eq(pthread_mutex_lock(&m), 0);
	ck_assert_int_eq(pthread_mutex_unlock(&m), 0);
	join(start(die_with, &m));
	ck_assert_int_eq(pthread_mutex_trylock(&m), EOWNERDEAD);
	ck_assert_int_eq(pthread_mutex_unlock(&m), 0);
	ck_assert_int_eq(pthread_mutex_lock(&m), ENOTRECOVERABLE);
	ck_assert_int_eq(pthread_mutex_destroy(&m), 0);
}
END_TEST

static pthread_cond_t died = PTHREAD_COND_INITIALIZER;

static void *signal_and_die(void *m)
{
	pthread_mutex_lock(m);
	pthread_cond_signal(&died);
	return NULL;
}

START_TEST(a_wait_ends_with_a_dead_owners_mutex)
{
	pthread_mutexattr_t attr;
	pthread_mutex_t m;
	pthread_t t;

	pthread_mutexattr_init(&attr);
	ck_assert_int_eq(pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST), 0);
	ck_assert_int_eq(pthread_mutex_init(&m, &attr), 0);
	ck_assert_int_eq(pthread_mutex_lock(&m), 0);
	t = start(signal_and_die, &m);
	ck_assert_int_eq(pthread_cond_wait(&died, &m), EOWNERDEAD);
	join(t);
	ck_assert_int_eq(pthread_mutex_consistent(&m), 0);
	ck_assert_int_eq(pthread_mutex_unlock(&m), 0);
	ck_assert_int_eq(pthread_mutex_destroy(&m), 0);
}
END_TEST

static pthread_rwlock_t held = PTHREAD_RWLOCK_INITIALIZER;
static struct timespec before_end, end, after_end;
static volatile bool holds_it;

static struct timespec later(struct timespec t, long ms)
{
	t.tv_nsec += ms * 1000000;
	t.tv_sec += t.tv_nsec / 1000000000;
	t.tv_nsec %= 1000000000;
	return t;
}

static void *hold_until_before_the_end(void *arg)
{
	pthread_rwlock_wrlock(&held);
	holds_it = true;
	clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &before_end, NULL);
	pthread_rwlock_unlock(&held);
	return arg;
}

static void *compute_until_after_the_end(void *arg)
{
	struct timespec now;

	do
		clock_gettime(CLOCK_REALTIME, &now);
	while (now.tv_sec < after_end.tv_sec ||
	       (now.tv_sec == after_end.tv_sec && now.tv_nsec < after_end.tv_nsec));
	return arg;
}

/* The waiter's time is over, and before it runs again the lock is free. */
static void *nothing(void *p)
{
	return p;
}

/* As memory that processes share goes, with the mutexes in it. */
START_TEST(a_robust_mutex_goes_with_its_memory)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	pthread_mutexattr_t attr;
	pthread_mutex_t *m;
	void *p[8];

	pthread_mutexattr_init(&attr);
	ck_assert_int_eq(pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST), 0);
	m = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	ck_assert_ptr_ne(m, MAP_FAILED);
	ck_assert_int_eq(pthread_mutex_init(m, &attr), 0);
	ck_assert_int_eq(pthread_mutex_lock(m), 0);
	ck_assert_int_eq(pthread_mutex_unlock(m), 0);
	/* Another one in its place. */
	ck_assert_int_eq(pthread_mutex_init(m, &attr), 0);
	ck_assert_int_eq(munmap(m, page), 0);
	for (size_t i = 0; i < 8; i++)
		p[i] = mmap(NULL, page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	join(start(nothing, NULL));
	for (size_t i = 0; i < 8; i++)
		ck_assert_int_eq(munmap(p[i], page), 0);
}
END_TEST

START_TEST(a_lock_is_taken_once_when_the_time_ends_with_an_unlock)
{
	int (*const locks[2])(pthread_rwlock_t *restrict,
			      const struct timespec *restrict) = { pthread_rwlock_timedrdlock,
								   pthread_rwlock_timedwrlock };

	for (int i = 0; i < 2; i++) {
		pthread_t t, u;
		int r;

		clock_gettime(CLOCK_REALTIME, &end);
		before_end = later(end, 20);
		end = later(end, 21);
		after_end = later(end, 1);
		holds_it = false;
		t = start(hold_until_before_the_end, NULL);
		while (!holds_it)
			sched_yield();
		/* Runs when this one waits. */
		ck_assert_int_eq(pthread_create(&u, NULL, compute_until_after_the_end, NULL),
				 0);
		r = locks[i](&held, &end);
		ck_assert_msg(r == 0 || r == ETIMEDOUT, "%d", r);
		join(t);
		join(u);
		if (r == 0)
			ck_assert_int_eq(pthread_rwlock_unlock(&held), 0);
		ck_assert_int_eq(pthread_rwlock_trywrlock(&held), 0);
		ck_assert_int_eq(pthread_rwlock_unlock(&held), 0);
	}
}
END_TEST

static char own_stack[65536] __attribute__((aligned(16)));

static void *where_am_i(void *arg)
{
	char here;
	pthread_attr_t a;
	void *addr;
	size_t size;

	(void)arg;
	ck_assert_int_eq(pthread_getattr_np(pthread_self(), &a), 0);
	pthread_attr_getstack(&a, &addr, &size);
	ck_assert(&here >= (char *)addr && &here < (char *)addr + size);
	return (void *)(intptr_t)(&here >= own_stack && &here < own_stack + sizeof(own_stack));
}

START_TEST(stacks_may_be_the_programs_own)
{
	pthread_attr_t a;
	pthread_t t;
	size_t n;
	void *addr;

	pthread_attr_init(&a);
	ck_assert_int_eq(pthread_attr_setstack(&a, own_stack, 100), EINVAL);
	ck_assert_int_eq(pthread_attr_setstack(&a, own_stack + 1, 32768), EINVAL);
	ck_assert_int_eq(pthread_attr_setstack(&a, own_stack, sizeof(own_stack)), 0);
	ck_assert_int_eq(pthread_attr_getstack(&a, &addr, &n), 0);
	ck_assert(addr == own_stack && n == sizeof(own_stack));
	ck_assert_int_eq(pthread_create(&t, &a, where_am_i, NULL), 0);
	ck_assert_int_eq((int)(intptr_t)join(t), 1);
	ck_assert_int_eq((int)(intptr_t)join(start(where_am_i, NULL)), 0);
	where_am_i(NULL); /* main */
	ck_assert_int_eq(pthread_attr_setguardsize(&a, 8192), 0);
	ck_assert_int_eq(pthread_attr_getguardsize(&a, &n), 0);
	ck_assert_uint_eq(n, 8192);
}
END_TEST

START_TEST(there_is_one_cpu)
{
	cpu_set_t s;

	CPU_ZERO(&s);
	ck_assert_int_eq(sched_getaffinity(0, sizeof(s), &s), 0);
	ck_assert_int_eq(CPU_COUNT(&s), 1);
	ck_assert(CPU_ISSET(0, &s));
	ck_assert_int_eq(sched_setaffinity(0, sizeof(s), &s), 0);
	CPU_CLR(0, &s);
	CPU_SET(3, &s);
	FAILS(sched_setaffinity(0, sizeof(s), &s), EINVAL);
	ck_assert_int_eq(pthread_setaffinity_np(pthread_self(), sizeof(s), &s), EINVAL);
	FAILS(sched_getaffinity(4711, sizeof(s), &s), ESRCH);
}
END_TEST

START_TEST(policies_are_checked)
{
	struct sched_param p = { .sched_priority = 0 };
	pthread_attr_t a;
	int policy = -1, r;

	ck_assert_int_eq(pthread_getschedparam(pthread_self(), &policy, &p), 0);
	ck_assert_int_eq(policy, SCHED_OTHER);
	ck_assert_int_eq(pthread_setschedparam(pthread_self(), SCHED_OTHER, &p), 0);
	p.sched_priority = 1;
	ck_assert_int_eq(pthread_setschedparam(pthread_self(), SCHED_OTHER, &p), EINVAL);
	p.sched_priority = 1000;
	ck_assert_int_eq(pthread_setschedparam(pthread_self(), SCHED_RR, &p), EINVAL);
	ck_assert_int_eq(pthread_setschedparam(pthread_self(), 77, &p), EINVAL);
	/* With priorities or, from a scheduler that has none, ENOTSUP. */
	p.sched_priority = 3;
	r = pthread_setschedparam(pthread_self(), SCHED_FIFO, &p);
	ck_assert(r == 0 || r == ENOTSUP);
	p.sched_priority = 0;
	ck_assert_int_eq(pthread_setschedparam(pthread_self(), SCHED_OTHER, &p), 0);
	ck_assert_int_eq(
		sched_get_priority_max(SCHED_FIFO) - sched_get_priority_min(SCHED_FIFO), 31);
	FAILS(sched_get_priority_max(9), EINVAL);
	ck_assert_int_eq(sched_getscheduler(0), SCHED_OTHER);
	pthread_attr_init(&a);
	ck_assert_int_eq(pthread_attr_setschedpolicy(&a, 9), EINVAL);
	ck_assert_int_eq(pthread_attr_setinheritsched(&a, PTHREAD_EXPLICIT_SCHED), 0);
}
END_TEST

START_TEST(semaphores_have_names)
{
	sem_t *s, *same;
	int v;

	FAILS((long)sem_open("/x", 0) - 1, ENOENT);
	FAILS((long)sem_open("/a/b", O_CREAT, 0600, 1) - 1, EINVAL);
	FAILS((long)sem_open("", O_CREAT, 0600, 1) - 1, EINVAL);
	s = sem_open("/x", O_CREAT | O_EXCL, 0600, 2);
	ck_assert_ptr_nonnull(s);
	FAILS((long)sem_open("/x", O_CREAT | O_EXCL, 0600, 2) - 1, EEXIST);
	same = sem_open("/x", O_CREAT, 0600, 5);
	ck_assert_ptr_eq(same, s);
	ck_assert_int_eq(sem_wait(s), 0);
	ck_assert_int_eq(sem_getvalue(same, &v), 0);
	ck_assert_int_eq(v, 1);
	ck_assert_int_eq(sem_unlink("/x"), 0);
	FAILS(sem_unlink("/x"), ENOENT);
	ck_assert_int_eq(sem_post(s), 0);
	ck_assert_int_eq(sem_close(s), 0);
	ck_assert_int_eq(sem_close(same), 0);
}
END_TEST

static mtx_t mtx;
static cnd_t cnd;
static tss_t key;
static once_flag once = ONCE_FLAG_INIT;
static int ready, ran;

static void destroyed(void *p)
{
	ran += *(int *)p;
}

static void run_once(void)
{
	ran++;
}

static int c11(void *arg)
{
	static int ten = 10;

	call_once(&once, run_once);
	tss_set(key, &ten);
	mtx_lock(&mtx);
	while (!ready)
		cnd_wait(&cnd, &mtx);
	mtx_unlock(&mtx);
	return *(int *)arg + 1;
}

START_TEST(iso_c_has_threads)
{
	struct timespec past = { 1, 0 };
	int arg = 41, r;
	thrd_t t;

	ck_assert_int_eq(mtx_init(&mtx, mtx_timed | mtx_recursive), thrd_success);
	ck_assert_int_eq(cnd_init(&cnd), thrd_success);
	ck_assert_int_eq(tss_create(&key, destroyed), thrd_success);
	ck_assert_int_eq(thrd_create(&t, c11, &arg), thrd_success);
	call_once(&once, run_once);
	thrd_yield();
	mtx_lock(&mtx);
	ck_assert_int_eq(cnd_timedwait(&cnd, &mtx, &past), thrd_timedout);
	ready = 1;
	cnd_broadcast(&cnd);
	mtx_unlock(&mtx);
	ck_assert_int_eq(thrd_join(t, &r), thrd_success);
	ck_assert_int_eq(r, 42);
	ck_assert_int_eq(ran, 11);
	ck_assert_ptr_null(tss_get(key));
	tss_delete(key);
	mtx_destroy(&mtx);
	cnd_destroy(&cnd);
	ck_assert_int_eq(thrd_sleep(&(struct timespec){ 0, 1000 }, NULL), 0);
}
END_TEST

static void *sleep_10ms(void *arg)
{
	usleep(10000);
	return arg;
}

START_TEST(joins_may_have_a_time)
{
	struct timespec soon;
	pthread_t t = start(sleep_10ms, (void *)5);
	void *v = NULL;

	ck_assert_int_eq(pthread_tryjoin_np(t, &v), EBUSY);
	clock_gettime(CLOCK_REALTIME, &soon);
	ck_assert_int_eq(pthread_timedjoin_np(t, &v, &soon), ETIMEDOUT);
	soon.tv_sec += 10;
	ck_assert_int_eq(pthread_timedjoin_np(t, &v, &soon), 0);
	ck_assert_ptr_eq(v, (void *)5);
}
END_TEST

SUITE("threads 2", a_blocked_thread_is_cancelled, a_cancelled_wait_has_its_mutex_again,
      cancellation_waits_while_disabled, a_robust_mutex_outlives_its_owner,
      a_robust_mutex_goes_with_its_memory, a_wait_ends_with_a_dead_owners_mutex,
      a_lock_is_taken_once_when_the_time_ends_with_an_unlock, stacks_may_be_the_programs_own,
      there_is_one_cpu, policies_are_checked, semaphores_have_names, iso_c_has_threads,
      joins_may_have_a_time)
