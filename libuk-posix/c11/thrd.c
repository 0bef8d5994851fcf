/* SPDX-License-Identifier: BSD-3-Clause */
/* thrd_create() and kin: C11 7.26.5. An int result fits into a pointer. */
#include <uk/heap.h>
#include "c11/c11_priv.h"

struct begin {
	thrd_start_t fn;
	void *arg;
};

static void *run(void *p)
{
	struct begin b = *(struct begin *)p;

	uk_free(p);
	return (void *)(intptr_t)b.fn(b.arg);
}

int thrd_create(thrd_t *thread, thrd_start_t fn, void *arg)
{
	struct begin *b = uk_malloc(sizeof(*b));
	int r;

	if (!b)
		return thrd_nomem;
	*b = (struct begin){ fn, arg };
	r = pthread_create(thread, NULL, run, b);
	if (r)
		uk_free(b);
	return uk_thrd_result(r);
}

thrd_t thrd_current(void)
{
	return pthread_self();
}

int thrd_detach(thrd_t thread)
{
	return uk_thrd_result(pthread_detach(thread));
}

int thrd_equal(thrd_t a, thrd_t b)
{
	return pthread_equal(a, b);
}

void thrd_exit(int result)
{
	pthread_exit((void *)(intptr_t)result);
}

int thrd_join(thrd_t thread, int *result)
{
	void *value;
	int r = pthread_join(thread, &value);

	if (r == 0 && result)
		*result = (int)(intptr_t)value;
	return uk_thrd_result(r);
}

int thrd_sleep(const struct timespec *duration, struct timespec *left)
{
	int r = clock_nanosleep(CLOCK_MONOTONIC, 0, duration, left);

	return r == 0 ? 0 : r == EINTR ? -1 : -2;
}

void thrd_yield(void)
{
	sched_yield();
}
