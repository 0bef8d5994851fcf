/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Threads, wait queues, locks and timers. The tests run as the main thread:
 * natively with a simulated clock, in an image with the real one.
 */
#include "test.h"
#include <errno.h>
#include <stdio.h>
#include <uk/crash.h>
#include <uk/irq.h>
#include <uk/lock.h>
#include <uk/plat.h>
#include <uk/thread.h>
#include <uk/timer.h>
#ifdef UK_NATIVE_TEST
#include "fake_plat.h"
#endif

#define MS UINT64_C(1000000)

/* What threads did, in order. */
static char trace[256];
static size_t traced;

static void note(char c)
{
	if (traced < sizeof(trace) - 1)
		trace[traced++] = c;
	trace[traced] = '\0';
}

static void reset(void)
{
	traced = 0;
	trace[0] = '\0';
}

static struct uk_thread *spawn(void *(*fn)(void *), void *arg)
{
	struct uk_thread *t;

	ck_assert_int_eq(uk_thread_create(&t, NULL, fn, arg), 0);
	return t;
}

static void join(struct uk_thread *t)
{
	ck_assert_int_eq(uk_thread_join(t, NULL), 0);
}

static void *three_turns(void *arg)
{
	for (int i = 0; i < 3; i++) {
		note((char)(intptr_t)arg);
		uk_thread_yield();
	}
	return arg;
}

START_TEST(ready_threads_take_turns)
{
	struct uk_thread *a, *b, *c;
	void *r;

	reset();
	a = spawn(three_turns, (void *)'a');
	b = spawn(three_turns, (void *)'b');
	c = spawn(three_turns, (void *)'c');
	ck_assert_str_eq(trace, "");
	join(c);
	join(b);
	ck_assert_int_eq(uk_thread_join(a, &r), 0);
	ck_assert_int_eq((intptr_t)r, 'a');
	ck_assert_str_eq(trace, "abcabcabc");
}
END_TEST

START_TEST(a_thread_cannot_join_itself_or_a_detached_one)
{
	struct uk_thread_attr attr = { .detached = true, .name = "a long name for a thread" };
	struct uk_thread *t;

	reset();
	ck_assert_int_eq(uk_thread_join(uk_thread_self(), NULL), -EDEADLK);
	ck_assert_int_eq(uk_thread_create(&t, &attr, three_turns, (void *)'x'), 0);
	ck_assert_str_eq(t->name, "a long name for");
	ck_assert_int_eq(uk_thread_join(t, NULL), -EINVAL);
	ck_assert_int_eq(uk_thread_detach(t), -EINVAL);
	for (int i = 0; i < 5; i++)
		uk_thread_yield();
	ck_assert_str_eq(trace, "xxx");
}
END_TEST

START_TEST(detaching_works_before_and_after_the_end)
{
	struct uk_thread *before = spawn(three_turns, (void *)'1');
	struct uk_thread *after = spawn(three_turns, (void *)'2');

	ck_assert_int_eq(uk_thread_detach(before), 0);
	for (int i = 0; i < 5; i++)
		uk_thread_yield();
	ck_assert_int_eq(after->state, UK_THREAD_DEAD);
	ck_assert_int_eq(uk_thread_detach(after), 0);
}
END_TEST

START_TEST(bad_attributes_are_refused)
{
	struct uk_thread_attr huge = { .stack_size = SIZE_MAX },
			      priority = { .priority = UK_PRIORITY_MAX + 1 };
	struct uk_thread *t;

	ck_assert_int_eq(uk_thread_create(&t, &huge, three_turns, NULL), -EINVAL);
	ck_assert_int_eq(uk_thread_create(&t, &priority, three_turns, NULL), -EINVAL);
	huge.stack_size = (size_t)1 << 39;
	ck_assert_int_eq(uk_thread_create(&t, &huge, three_turns, NULL), -ENOMEM);
}
END_TEST

static void *use_stack(void *arg)
{
	volatile char big[150000];

	big[0] = 1;
	big[sizeof(big) - 1] = 2;
	note(big[0] + big[sizeof(big) - 1] == 3 ? 'y' : 'n');
	return arg;
}

START_TEST(a_stack_is_as_large_as_asked)
{
	struct uk_thread_attr attr = { .stack_size = 200000 };
	struct uk_thread *t;

#ifdef UK_NATIVE_TEST
	return; /* the fake context uses little of it */
#endif
	reset();
	ck_assert_int_eq(uk_thread_create(&t, &attr, use_stack, NULL), 0);
	join(t);
	ck_assert_str_eq(trace, "y");
}
END_TEST

static __thread int per_thread = 5;

static void *change_tls(void *arg)
{
	note(per_thread == 5 ? 'y' : 'n');
	per_thread = (int)(intptr_t)arg;
	uk_thread_yield();
	note(per_thread == (int)(intptr_t)arg ? 'y' : 'n');
	return NULL;
}

START_TEST(thread_locals_are_apart)
{
	struct uk_thread *a, *b;

#ifdef UK_NATIVE_TEST
	return; /* one thread pointer natively */
#endif
	reset();
	a = spawn(change_tls, (void *)1);
	b = spawn(change_tls, (void *)2);
	join(a);
	join(b);
	ck_assert_str_eq(trace, "yyyy");
	ck_assert_int_eq(per_thread, 5);
}
END_TEST

START_TEST(many_threads_come_and_go)
{
	struct uk_thread *t[100];

	for (int round = 0; round < 20; round++) {
		reset();
		for (int i = 0; i < 100; i++)
			t[i] = spawn(three_turns, (void *)'.');
		for (int i = 99; i >= 0; i--)
			join(t[i]);
		ck_assert_uint_eq(traced, sizeof(trace) - 1);
	}
}
END_TEST

static struct uk_waitq queue = UK_WAITQ_INIT(queue);
static int condition;

static void *wait_for_it(void *arg)
{
	uk_wait_event(&queue, condition, UK_FOREVER);
	note((char)(intptr_t)arg);
	return NULL;
}

START_TEST(waiters_are_woken_in_order)
{
	struct uk_thread *t[3];

	reset();
	condition = 0;
	for (int i = 0; i < 3; i++)
		t[i] = spawn(wait_for_it, (void *)(intptr_t)('a' + i));
	uk_thread_yield();
	/* A wake-up without the condition changes nothing. */
	ck_assert_uint_eq(uk_waitq_wake(&queue, UK_WAKE_ALL), 3);
	uk_thread_yield();
	ck_assert_str_eq(trace, "");
	condition = 1;
	ck_assert_uint_eq(uk_waitq_wake(&queue, 2), 2);
	uk_thread_yield();
	ck_assert_str_eq(trace, "ab");
	ck_assert_uint_eq(uk_waitq_wake(&queue, 2), 1);
	for (int i = 0; i < 3; i++)
		join(t[i]);
	ck_assert_str_eq(trace, "abc");
}
END_TEST

START_TEST(a_wait_times_out)
{
	uint64_t t0 = uk_clock_ns();

	condition = 0;
	ck_assert_int_eq(uk_wait_event(&queue, condition, t0 + 3 * MS), -ETIMEDOUT);
	ck_assert_uint_ge(uk_clock_ns(), t0 + 3 * MS);
	ck_assert(uk_list_empty(&queue.threads));
	/* In the past: at once. */
	ck_assert_int_eq(uk_wait_event(&queue, condition, t0), -ETIMEDOUT);
	condition = 1;
	ck_assert_int_eq(uk_wait_event(&queue, condition, t0), 0);
}
END_TEST

START_TEST(what_is_found_true_is_not_asked_again)
{
	int asked = 0;

	/* True when the time is over; a third time it would not be. */
	ck_assert_int_eq(uk_wait_event(&queue, ++asked == 2, uk_clock_ns() + MS), 0);
	ck_assert_int_eq(asked, 2);
}
END_TEST

static void *wait_short(void *arg)
{
	int r = uk_wait_event(&queue, condition, uk_clock_ns() + (uint64_t)(uintptr_t)arg * MS);

	note(r == 0 ? 'w' : 't');
	return NULL;
}

START_TEST(those_woken_in_time_do_not_time_out)
{
	struct uk_thread *a, *b;

	reset();
	condition = 0;
	a = spawn(wait_short, (void *)2);
	b = spawn(wait_short, (void *)1000);
	uk_thread_sleep_until(uk_clock_ns() + 20 * MS);
	ck_assert_str_eq(trace, "t");
	condition = 1;
	uk_waitq_wake(&queue, 1);
	join(a);
	join(b);
	ck_assert_str_eq(trace, "tw");
}
END_TEST

static void *sleep_and_note(void *arg)
{
	uk_thread_sleep_until(uk_clock_ns() + (uint64_t)(uintptr_t)arg * 3 * MS);
	note('0' + (char)(uintptr_t)arg);
	return NULL;
}

START_TEST(sleepers_wake_by_deadline)
{
	static const int order[] = { 5, 2, 8, 1, 9, 3, 7, 4, 6 };
	struct uk_thread *t[9];

	reset();
	for (int i = 0; i < 9; i++)
		t[i] = spawn(sleep_and_note, (void *)(uintptr_t)order[i]);
	for (int i = 0; i < 9; i++)
		join(t[i]);
	ck_assert_str_eq(trace, "123456789");
}
END_TEST

static void fired(struct uk_timer *t)
{
	(void)t;
	note('T');
}

static struct uk_timer again;
static void fire_again(struct uk_timer *t)
{
	note('A');
	/* In the past: it must not keep the scheduler for ever. */
	uk_timer_arm(t, 1);
}

START_TEST(timers_fire_once_move_and_cancel)
{
	struct uk_timer t[3];
	uint64_t now = uk_clock_ns();

	reset();
	for (int i = 0; i < 3; i++)
		uk_timer_init(&t[i], fired);
	uk_timer_arm(&t[0], now + 5 * MS);
	uk_timer_arm(&t[1], now + 900000 * MS);
	uk_timer_arm(&t[2], now + 6 * MS);
	uk_timer_cancel(&t[2]);
	uk_timer_cancel(&t[2]);
	uk_timer_arm(&t[1], now + 4 * MS);
	uk_thread_sleep_until(now + 50 * MS);
	ck_assert_str_eq(trace, "TT");
	uk_timer_cancel(&t[0]);

	uk_timer_init(&again, fire_again);
	uk_timer_arm(&again, 1);
	uk_thread_sleep_until(uk_clock_ns() + 2 * MS);
	uk_timer_cancel(&again);
	ck_assert_uint_ge(traced, 3);
}
END_TEST

#define MANY 500
START_TEST(many_timers_in_random_order)
{
	static struct uk_timer t[MANY];
	/* So late that none fires yet, however slow this is. */
	uint64_t late = uk_clock_ns() + 600000 * MS, now;

	reset();
	for (int i = 0; i < MANY; i++) {
		uk_timer_init(&t[i], fired);
		ck_assert_int_eq(uk_timer_arm(&t[i], late + rnd() % (40 * MS)), 0);
	}
	for (int i = 0; i < 3000; i++) {
		int j = rnd() % MANY;

		if (rnd() % 2)
			uk_timer_cancel(&t[j]);
		else
			ck_assert_int_eq(uk_timer_arm(&t[j], late + rnd() % (40 * MS)), 0);
	}
	for (int i = 20; i < MANY; i++)
		uk_timer_cancel(&t[i]);
	now = uk_clock_ns();
	for (int i = 0; i < 20; i++)
		uk_timer_arm(&t[i], now + 50 * MS - i);
	uk_thread_sleep_until(now + 80 * MS);
	ck_assert_uint_eq(traced, 20);
	for (int i = 0; i < 20; i++)
		ck_assert_uint_eq(t[i].slot, 0);
}
END_TEST

static struct uk_mutex mutex = UK_MUTEX_INIT(mutex);
static int shared;

static void *add_slowly(void *arg)
{
	for (int i = 0; i < 100; i++) {
		int v;

		uk_mutex_lock(&mutex);
		uk_mutex_lock(&mutex);
		v = shared;
		uk_thread_yield();
		shared = v + 1;
		ck_assert_int_eq(uk_mutex_unlock(&mutex), 0);
		ck_assert_int_eq(uk_mutex_unlock(&mutex), 0);
	}
	return arg;
}

START_TEST(a_mutex_excludes_and_counts_its_owners_locks)
{
	struct uk_thread *t[8];

	shared = 0;
	for (int i = 0; i < 8; i++)
		t[i] = spawn(add_slowly, NULL);
	for (int i = 0; i < 8; i++)
		join(t[i]);
	ck_assert_int_eq(shared, 800);
	ck_assert_int_eq(uk_mutex_unlock(&mutex), -EPERM);
}
END_TEST

static void *hold(void *arg)
{
	uk_mutex_lock(&mutex);
	uk_thread_sleep_until(uk_clock_ns() + 30 * MS);
	ck_assert_int_eq(uk_mutex_unlock(&mutex), 0);
	return arg;
}

START_TEST(a_mutex_can_be_tried)
{
	struct uk_thread *t = spawn(hold, NULL);

	uk_thread_yield();
	ck_assert_int_eq(uk_mutex_trylock(&mutex), -EBUSY);
	ck_assert_int_eq(uk_mutex_unlock(&mutex), -EPERM);
	ck_assert_int_eq(uk_mutex_timedlock(&mutex, uk_clock_ns() + MS), -ETIMEDOUT);
	ck_assert_int_eq(uk_mutex_timedlock(&mutex, uk_clock_ns() + 1000 * MS), 0);
	ck_assert_int_eq(uk_mutex_trylock(&mutex), 0);
	ck_assert_int_eq(uk_mutex_unlock(&mutex), 0);
	ck_assert_int_eq(uk_mutex_unlock(&mutex), 0);
	join(t);
}
END_TEST

static int stop;
static void *greedy(void *arg)
{
	while (!stop) {
		uk_mutex_lock(&mutex);
		uk_thread_yield();
		uk_mutex_unlock(&mutex);
	}
	return arg;
}

START_TEST(a_greedy_thread_starves_nobody)
{
	struct uk_thread *t = spawn(greedy, NULL);

	stop = 0;
	uk_thread_yield();
	for (int i = 0; i < 10; i++) {
		uk_mutex_lock(&mutex);
		uk_mutex_unlock(&mutex);
	}
	stop = 1;
	join(t);
}
END_TEST

static struct uk_cond cond;
static int items;

static void *consume(void *arg)
{
	uk_mutex_lock(&mutex);
	uk_mutex_lock(&mutex);
	while (!items)
		ck_assert_int_eq(uk_cond_wait(&cond, &mutex, UK_FOREVER), 0);
	items--;
	note('c');
	ck_assert_int_eq(uk_mutex_unlock(&mutex), 0);
	ck_assert_int_eq(uk_mutex_unlock(&mutex), 0);
	return arg;
}

START_TEST(conditions_signal_broadcast_and_time_out)
{
	struct uk_thread *t[3];

	reset();
	uk_cond_init(&cond);
	items = 0;
	for (int i = 0; i < 3; i++)
		t[i] = spawn(consume, NULL);
	uk_thread_yield();
	uk_mutex_lock(&mutex);
	items = 1;
	uk_cond_signal(&cond);
	uk_mutex_unlock(&mutex);
	uk_thread_yield();
	ck_assert_str_eq(trace, "c");
	items = 2;
	uk_cond_broadcast(&cond);
	for (int i = 0; i < 3; i++)
		join(t[i]);
	ck_assert_str_eq(trace, "ccc");
	uk_mutex_lock(&mutex);
	ck_assert_int_eq(uk_cond_wait(&cond, &mutex, uk_clock_ns() + MS), -ETIMEDOUT);
	ck_assert_int_eq(uk_mutex_unlock(&mutex), 0);
}
END_TEST

static struct uk_sem ping, pong;

static void *play(void *arg)
{
	for (int i = 0; i < 50; i++) {
		uk_sem_down(&ping, UK_FOREVER);
		uk_sem_up(&pong);
	}
	return arg;
}

START_TEST(semaphores_count_and_time_out)
{
	struct uk_thread *t;

	uk_sem_init(&ping, 0);
	uk_sem_init(&pong, 2);
	ck_assert_int_eq(uk_sem_trydown(&pong), 0);
	ck_assert_int_eq(uk_sem_down(&pong, UK_FOREVER), 0);
	ck_assert_int_eq(uk_sem_trydown(&pong), -EAGAIN);
	ck_assert_int_eq(uk_sem_down(&pong, uk_clock_ns() + MS), -ETIMEDOUT);
	t = spawn(play, NULL);
	for (int i = 0; i < 50; i++) {
		uk_sem_up(&ping);
		ck_assert_int_eq(uk_sem_down(&pong, uk_clock_ns() + 1000 * MS), 0);
	}
	join(t);
	ck_assert_uint_eq(ping.count, 0);
}
END_TEST

START_TEST(crash_reports_know_the_thread_and_its_guard)
{
	struct uk_thread *self = uk_thread_self();

	ck_assert_str_eq(uk_crash_thread_name(), "main");
	ck_assert_ptr_nonnull(uk_crash_classify((uintptr_t)self->stack));
	ck_assert_ptr_nonnull(uk_crash_classify((uintptr_t)self->stack + 4095));
	ck_assert_ptr_null(uk_crash_classify((uintptr_t)self->stack + 4096));
	ck_assert_ptr_null(uk_crash_classify((uintptr_t)self->stack - 1));
}
END_TEST

#ifdef UK_NATIVE_TEST
START_TEST(creation_fails_cleanly_without_memory)
{
	size_t max = fake_pages_max, used;
	struct uk_thread *t[100];
	int n, r = 0;

	fake_pages_max = fake_pages_used + 200;
	for (n = 0; n < 100 && r == 0; n++)
		r = uk_thread_create(&t[n], NULL, three_turns, (void *)'.');
	ck_assert_int_eq(r, -ENOMEM);
	ck_assert_int_gt(n, 3);
	while (--n > 0)
		join(t[n - 1]);
	/* A size that no kept area has: they go back to make room. */
	used = fake_pages_used;
	fake_pages_max = fake_pages_used;
	ck_assert_int_eq(uk_thread_create(&t[0],
					  &(struct uk_thread_attr){ .stack_size = 20000 },
					  three_turns, (void *)'.'),
			 0);
	ck_assert_uint_lt(fake_pages_used, used);
	join(t[0]);
	fake_pages_max = max;
}
END_TEST

/* A stack each, and the heap of deadlines when it has to grow: as many fail as are made. */
START_TEST(creation_fails_cleanly_at_each_allocation)
{
	struct uk_thread_attr attr = { .stack_size = 16384 };
	struct uk_thread *t[300];
	size_t used;
	unsigned two = 0;
	long left;
	int r;

	for (int n = 0; n < 300; n++) {
		for (left = 0;; left++) {
			used = fake_pages_used;
			fake_pages_left = left;
			r = uk_thread_create(&t[n], &attr, three_turns, (void *)'.');
			fake_pages_left = -1;
			if (r == 0)
				break;
			ck_assert_int_eq(r, -ENOMEM);
			ck_assert_int_lt(left, 4);
			/* Room for a deadline stays; nothing is lost. */
			if (left == 0)
				ck_assert_uint_le(fake_pages_used, used);
		}
		two += left > 1;
	}
	ck_assert_uint_gt(two, 0);
	for (int n = 0; n < 300; n++)
		join(t[n]);
}
END_TEST

START_TEST(creation_fails_cleanly_without_a_guard_page)
{
	struct uk_thread_attr attr = { .stack_size = 30000 };
	size_t used = fake_pages_used;
	struct uk_thread *t;

	fake_protect_error = -ENOMEM;
	ck_assert_int_eq(uk_thread_create(&t, &attr, three_turns, NULL), -ENOMEM);
	fake_protect_error = 0;
	ck_assert_uint_eq(fake_pages_used, used);
}
END_TEST

START_TEST(stacks_of_dead_threads_are_used_again)
{
	unsigned before;

	join(spawn(three_turns, (void *)'.'));
	before = fake_protects;
	for (int i = 0; i < 50; i++)
		join(spawn(three_turns, (void *)'.'));
	ck_assert_uint_eq(fake_protects, before);
}
END_TEST

static void wake_queue(void *arg)
{
	condition = 1;
	uk_waitq_wake(arg, 1);
}

START_TEST(an_interrupt_ends_idle_and_wakes)
{
	uint64_t t0 = fake_now;

	condition = 0;
	fake_interrupt_at(t0 + 7 * MS, wake_queue, &queue);
	ck_assert_int_eq(uk_wait_event(&queue, condition, t0 + 9 * MS), 0);
	ck_assert_uint_lt(fake_now, t0 + 8 * MS);
}
END_TEST

START_TEST(interrupts_are_seen_while_threads_are_ready)
{
	unsigned idles = fake_idles;
	struct uk_thread *t;

	condition = 0;
	reset();
	t = spawn(wait_for_it, (void *)'i');
	uk_thread_yield();
	fake_interrupt_at(UK_FOREVER, wake_queue, &queue);
	uk_irq_raise(3);
	uk_thread_yield();
	uk_thread_yield();
	ck_assert_str_eq(trace, "i");
	ck_assert_uint_eq(fake_idles, idles);
	join(t);
}
END_TEST

START_TEST(timers_are_seen_while_threads_are_ready)
{
	struct uk_timer t;

	reset();
	uk_timer_init(&t, fired);
	uk_timer_arm(&t, fake_now + 1);
	fake_now += 2;
	for (int i = 0; i < 8; i++)
		uk_thread_yield();
	ck_assert_str_eq(trace, "T");
}
END_TEST

static void create_in_handler(void *arg)
{
	struct uk_thread_attr attr = { .detached = true };

	ck_assert_int_eq(uk_thread_create(NULL, &attr, three_turns, (void *)'h'), 0);
	wake_queue(arg);
}

static void *end_soon(void *arg)
{
	return arg;
}

START_TEST(a_handler_on_a_dead_threads_stack_may_create_a_thread)
{
	struct uk_thread_attr attr = { .detached = true };

	reset();
	condition = 0;
	ck_assert_int_eq(uk_thread_create(NULL, &attr, end_soon, NULL), 0);
	fake_interrupt_at(fake_now + MS, create_in_handler, &queue);
	/* Main sleeps first, the thread ends and idles on its stack, then comes the interrupt.
	 */
	ck_assert_int_eq(uk_wait_event(&queue, condition, UK_FOREVER), 0);
	for (int i = 0; i < 5; i++)
		uk_thread_yield();
	ck_assert_str_eq(trace, "hhh");
}
END_TEST
#endif

static void *wait_for_condition(void *arg)
{
	*(int *)arg = uk_wait_event_intr(&queue, condition, UK_FOREVER);
	return NULL;
}

START_TEST(a_notified_thread_does_not_wait)
{
	struct uk_thread *t;
	int r = 1;

	condition = false;
	t = spawn(wait_for_condition, &r);
	uk_thread_yield();
	uk_thread_notify(t);
	join(t);
	ck_assert_int_eq(r, -EINTR);
	/* Before the wait, too; but what holds already needs none. */
	uk_thread_notify(uk_thread_self());
	ck_assert_int_eq(uk_wait_event_intr(&queue, false, UK_FOREVER), -EINTR);
	ck_assert_int_eq(uk_wait_event_intr(&queue, true, UK_FOREVER), 0);
	ck_assert_int_eq(uk_wait_event(&queue, false, uk_clock_ns() + MS), -ETIMEDOUT);
	uk_thread_self()->notice = false;
	ck_assert_int_eq(uk_wait_event_intr(&queue, false, uk_clock_ns() + MS), -ETIMEDOUT);
}
END_TEST

static Suite *suite(void)
{
	Suite *s = suite_create("sched");
	TCase *t = tcase_create("sched");

	tcase_set_timeout(t, 60);
#ifdef UK_NATIVE_TEST
	/* First, while the heap of deadlines is small. */
	tcase_add_test(t, creation_fails_cleanly_at_each_allocation);
#endif
	tcase_add_test(t, ready_threads_take_turns);
	tcase_add_test(t, a_thread_cannot_join_itself_or_a_detached_one);
	tcase_add_test(t, detaching_works_before_and_after_the_end);
	tcase_add_test(t, bad_attributes_are_refused);
	tcase_add_test(t, a_stack_is_as_large_as_asked);
	tcase_add_test(t, thread_locals_are_apart);
	tcase_add_test(t, many_threads_come_and_go);
	tcase_add_test(t, waiters_are_woken_in_order);
	tcase_add_test(t, a_wait_times_out);
	tcase_add_test(t, what_is_found_true_is_not_asked_again);
	tcase_add_test(t, a_notified_thread_does_not_wait);
	tcase_add_test(t, those_woken_in_time_do_not_time_out);
	tcase_add_test(t, sleepers_wake_by_deadline);
	tcase_add_test(t, timers_fire_once_move_and_cancel);
	tcase_add_test(t, many_timers_in_random_order);
	tcase_add_test(t, a_mutex_excludes_and_counts_its_owners_locks);
	tcase_add_test(t, a_mutex_can_be_tried);
	tcase_add_test(t, a_greedy_thread_starves_nobody);
	tcase_add_test(t, conditions_signal_broadcast_and_time_out);
	tcase_add_test(t, semaphores_count_and_time_out);
	tcase_add_test(t, crash_reports_know_the_thread_and_its_guard);
#ifdef UK_NATIVE_TEST
	tcase_add_test(t, creation_fails_cleanly_without_memory);
	tcase_add_test(t, creation_fails_cleanly_without_a_guard_page);
	tcase_add_test(t, stacks_of_dead_threads_are_used_again);
	tcase_add_test(t, an_interrupt_ends_idle_and_wakes);
	tcase_add_test(t, interrupts_are_seen_while_threads_are_ready);
	tcase_add_test(t, timers_are_seen_while_threads_are_ready);
	tcase_add_test(t, a_handler_on_a_dead_threads_stack_may_create_a_thread);
#endif
	suite_add_tcase(s, t);
	return s;
}

#ifdef UK_NATIVE_TEST
static void main_thread(void)
{
	exit(run_suite(suite()));
}

int main(void)
{
	fake_boot(main_thread);
}
#else
int main(void)
{
	return run_suite(suite());
}
#endif
