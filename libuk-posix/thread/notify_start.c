/* SPDX-License-Identifier: BSD-3-Clause */
/* The thread of one notification by SIGEV_THREAD: notify.h. */
#include <uk/heap.h>
#include "thread/notify.h"

struct call {
	void (*fn)(union sigval);
	union sigval value;
};

static void *run(void *arg)
{
	struct call c = *(struct call *)arg;

	uk_free(arg);
	c.fn(c.value);
	return NULL;
}

void uk_notify_start(void (*fn)(union sigval), union sigval value, const pthread_attr_t *attr)
{
	struct call *c = uk_malloc(sizeof(*c));
	pthread_attr_t detached;
	pthread_t t;

	if (!c)
		return;
	*c = (struct call){ fn, value };
	if (attr)
		detached = *attr;
	else
		pthread_attr_init(&detached);
	pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
	if (pthread_create(&t, &detached, run, c))
		uk_free(c);
}
