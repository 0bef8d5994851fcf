/* SPDX-License-Identifier: BSD-3-Clause */
/* Private: message queues. A queue is shared by its name and its open files. */
#ifndef MQUEUE_PRIV_H
#define MQUEUE_PRIV_H

#include <limits.h>
#include <mqueue.h>
#include <uk/wait.h>
#include "thread/notify.h"

struct uk_mq_message {
	struct uk_list link;
	unsigned prio;
	size_t len;
	char data[];
};

struct uk_mqd;

struct uk_mq {
	struct uk_list link;  /* of those with names */
	struct uk_list files; /* struct uk_mqd on it */
	unsigned refs;	      /* open files, and the name */
	mode_t mode;
	size_t count, most, size; /* messages, how many fit, bytes of each */
	struct uk_list messages;  /* highest priority first */
	struct uk_waitq senders, receivers;
	unsigned waiting; /* receivers */
	/* notify.c */
	struct uk_mqd *registered; /* who asked, or NULL */
	struct sigevent event;
	struct uk_notify notify; /* SIGEV_THREAD */
	char name[NAME_MAX + 1];
};

struct uk_mqd {
	struct uk_file file;
	struct uk_list link; /* of the queue's files */
	struct uk_mq *q;
};

/* open.c: that of descriptor @mq, open for @access (O_RDONLY, O_WRONLY), with a reference; or
 * NULL and *@r: -EBADF. O_RDWR: however it is open. */
struct uk_mqd *uk_mqd_get(mqd_t mq, int access, int *r);
/* Events for everybody who polls a descriptor of @q. */
void uk_mq_tell(struct uk_mq *q, short events);
/* notify.c, weak: a message came into the empty queue; @d is closed; with
 * NULL the queue ends. */
void uk_mq_arrived(struct uk_mq *q) uk_weak;
void uk_mq_forget(struct uk_mq *q, const struct uk_mqd *d) uk_weak;

#endif
