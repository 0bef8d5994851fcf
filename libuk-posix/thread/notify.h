/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Private: SIGEV_THREAD. A thread of its own waits for notifications, and starts a thread
 * for each, as the standard asks for (POSIX XSH 2.4.1).
 */
#ifndef NOTIFY_H
#define NOTIFY_H

#include <signal.h>
#include "thread/self.h"

struct uk_notify {
	struct uk_list link; /* in the queue of the thread, while due */
	unsigned due;
	void (*fn)(union sigval);
	union sigval value;
	pthread_attr_t attr;
};

/* Notify as @ev says. 0 or -EAGAIN: no thread could be made. */
int uk_notify_init(struct uk_notify *n, const struct sigevent *ev);
/* Once more. Timer or irq handler, or thread context. */
void uk_notify(struct uk_notify *n);
/* What is due is forgotten. */
void uk_notify_end(struct uk_notify *n);

/*
 * notify_start.c: call @fn(@value) in a detached thread, made by @attr or, NULL, as usual. Out
 * of memory it is as if the notification had been an overrun.
 */
void uk_notify_start(void (*fn)(union sigval), union sigval value, const pthread_attr_t *attr);

#endif
