/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_once(): POSIX XSH. One queue serves all: waiting here is rare. */
#include "pthread_priv.h"

enum { NEW, RUNNING, DONE };

static struct uk_waitq waiters = UK_WAITQ_INIT(waiters);

int pthread_once(pthread_once_t *once, void (*fn)(void))
{
	volatile pthread_once_t *state = once;

	while (*state != DONE) {
		if (*state == RUNNING) {
			uk_wait_event(&waiters, *state != RUNNING, UK_FOREVER);
			continue;
		}
		*state = RUNNING;
		fn();
		*state = DONE;
		uk_waitq_wake(&waiters, UK_WAKE_ALL);
	}
	return 0;
}
