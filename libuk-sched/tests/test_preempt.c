/* SPDX-License-Identifier: BSD-3-Clause */
/* libuk-sched-preempt in a running image: interruptions, priorities, time slices. */
#include "test.h"
#include "registers.h"
#include <errno.h>
#include <stdio.h>
#include <uk/plat.h>
#include <uk/sched.h>
#include <uk/thread.h>
#include <uk/wait.h>

#define MS UINT64_C(1000000)

static volatile unsigned long counts[3];
static volatile bool stop;

static struct uk_thread *spawn(void *(*fn)(void *), void *arg, int priority)
{
	struct uk_thread_attr attr = { .priority = priority };
	struct uk_thread *t;

	ck_assert_int_eq(uk_thread_create(&t, &attr, fn, arg), 0);
	return t;
}

static void join(struct uk_thread *t)
{
	ck_assert_int_eq(uk_thread_join(t, NULL), 0);
}

/* Without any call. */
static void *count(void *arg)
{
	volatile unsigned long *n = arg;

	while (!stop)
		++*n;
	return NULL;
}

static void busy_until(uint64_t deadline)
{
	while (uk_clock_ns() < deadline)
		;
}

START_TEST(threads_that_never_call_take_turns)
{
	struct uk_thread *a, *b;

	stop = false;
	counts[0] = counts[1] = 0;
	a = spawn(count, (void *)&counts[0], 0);
	b = spawn(count, (void *)&counts[1], 0);
	while (!counts[0] || !counts[1])
		; /* nor does this one */
	busy_until(uk_clock_ns() + 50 * MS);
	stop = true;
	join(a);
	join(b);
}
END_TEST

/* Registers of all kinds, live over many interruptions. */
static void *sum(void *arg)
{
	double x = 1.0, y = 0.0, z = (double)(intptr_t)arg;
	unsigned long i, n = 0;

	for (i = 0; !stop && i < 200000000; i++) {
		y += x;
		n += 3;
		LIVE(x);
		LIVE(y);
		LIVE(z);
	}
	ck_assert(y == (double)i);
	ck_assert(n == 3 * i);
	ck_assert(z == (double)(intptr_t)arg);
	return NULL;
}

START_TEST(registers_survive)
{
	struct uk_thread *t[3];

	stop = false;
	for (int i = 0; i < 3; i++)
		t[i] = spawn(sum, (void *)(intptr_t)(i + 5), 0);
	busy_until(uk_clock_ns() + 100 * MS);
	stop = true;
	for (int i = 0; i < 3; i++)
		join(t[i]);
}
END_TEST

/* The upper halves of wide registers. */
WIDE_TARGET static void *hold_wide(void *arg)
{
	const double id = (double)(intptr_t)arg;
	wide v = id - (wide){ 0 }, w = -v, sum;

	while (!stop) {
		LIVE(v);
		LIVE(w);
	}
	sum = v + (v - w);
	for (size_t i = 0; i < sizeof(sum) / sizeof(sum[0]); i++)
		ck_assert(sum[i] == 3 * id);
	return NULL;
}

START_TEST(wide_registers_survive)
{
	struct uk_thread *t[3];

	if (no_wide()) {
		printf("SKIP: wide registers: %s\n", no_wide());
		return;
	}
	stop = false;
	for (int i = 0; i < 3; i++)
		t[i] = spawn(hold_wide, (void *)(intptr_t)(i + 1), 0);
	busy_until(uk_clock_ns() + 100 * MS);
	stop = true;
	for (int i = 0; i < 3; i++)
		join(t[i]);
}
END_TEST

static char trace[8];
static unsigned traced;

static void *note(void *c)
{
	trace[traced++] = (char)(intptr_t)c;
	trace[traced] = '\0';
	return NULL;
}

START_TEST(higher_priorities_go_first)
{
	struct uk_thread *a, *b, *c;

	traced = 0;
	a = spawn(note, (void *)'a', 10);
	b = spawn(note, (void *)'b', 40);
	c = spawn(note, (void *)'c', 20);
	ck_assert_int_eq(uk_sched_set(c, 50, false), 0); /* while it is ready */
	join(a);
	join(b);
	join(c);
	ck_assert_str_eq(trace, "cba");
	ck_assert_int_eq(uk_sched_set(NULL, 64, false), -EINVAL);
	ck_assert_int_eq(uk_sched_set(NULL, -1, false), -EINVAL);
}
END_TEST

static void *sleep_and_note(void *arg)
{
	uk_thread_sleep_until(uk_clock_ns() + 10 * MS);
	note(arg);
	return NULL;
}

START_TEST(a_waking_thread_of_higher_priority_interrupts)
{
	struct uk_thread *h = spawn(sleep_and_note, (void *)'h', 30), *l;

	traced = 0;
	stop = false;
	uk_thread_yield();
	l = spawn(count, (void *)&counts[2], 0);
	while (*(volatile unsigned *)&traced == 0)
		;
	stop = true;
	join(h);
	join(l);
}
END_TEST

START_TEST(a_fifo_thread_keeps_its_turn)
{
	struct uk_thread *self = uk_thread_self(), *t;

	stop = false;
	counts[0] = 0;
	ck_assert_int_eq(uk_sched_set(self, self->priority, true), 0);
	t = spawn(count, (void *)&counts[0], 0);
	busy_until(uk_clock_ns() + 30 * MS);
	ck_assert_uint_eq(counts[0], 0);
	ck_assert_int_eq(uk_sched_set(self, self->priority, false), 0);
	while (!counts[0])
		;
	stop = true;
	join(t);
}
END_TEST

START_TEST(nobody_runs_while_the_scheduler_is_locked)
{
	struct uk_thread *t;

	stop = false;
	counts[0] = 0;
	t = spawn(count, (void *)&counts[0], 0);
	uk_sched_lock();
	busy_until(uk_clock_ns() + 30 * MS);
	ck_assert_uint_eq(counts[0], 0);
	uk_sched_unlock();
	while (!counts[0])
		;
	stop = true;
	join(t);
	ck_assert_uint_eq(uk_sched_slice_ns(), 4 * MS);
}
END_TEST

START_TEST(idle_and_ticks_go_together)
{
	for (int i = 0; i < 20; i++) {
		uint64_t t = uk_clock_ns() + 3 * MS;

		uk_thread_sleep_until(t);
		ck_assert(uk_clock_ns() >= t);
		ck_assert(uk_clock_ns() < t + 500 * MS);
		busy_until(uk_clock_ns() + 2 * MS);
	}
	threads_that_never_call_take_turns_fn(0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("preempt");
	TCase *t = tcase_create("preempt");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, threads_that_never_call_take_turns);
	tcase_add_test(t, registers_survive);
	tcase_add_test(t, wide_registers_survive);
	tcase_add_test(t, higher_priorities_go_first);
	tcase_add_test(t, a_waking_thread_of_higher_priority_interrupts);
	tcase_add_test(t, a_fifo_thread_keeps_its_turn);
	tcase_add_test(t, nobody_runs_while_the_scheduler_is_locked);
	tcase_add_test(t, idle_and_ticks_go_together);
	suite_add_tcase(s, t);
	return run_suite(s);
}
