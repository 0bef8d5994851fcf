/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_once(): POSIX XSH. One queue serves all: waiting here is rare. */
#include "pthread_priv.h"

enum { NEW, RUNNING, DONE };

static struct uk_waitq waiters = UK_WAITQ_INIT(waiters);

static void again(void *once)
{
	*(volatile pthread_once_t *)once = NEW;
	uk_waitq_wake(&waiters, UK_WAKE_ALL);
}

int pthread_once(pthread_once_t *once, void (*fn)(void))
{
	volatile pthread_once_t *state = once;

	while (*state != DONE) {
		if (*state == RUNNING) {
			UK_RESUMED(uk_wait_event_intr(&waiters, *state != RUNNING, UK_FOREVER));
			continue;
		}
		*state = RUNNING;
		/* Cancelled in it, it is as if it had never been called. */
		pthread_cleanup_push(again, once);
		fn();
		pthread_cleanup_pop(0);
		*state = DONE;
		uk_waitq_wake(&waiters, UK_WAKE_ALL);
	}
	return 0;
}
