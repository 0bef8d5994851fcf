/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Private to epoll: a set of interest, and its members. A member watches its
 * file for as long as it is in the set, and is on the ready list from the moment the file tells
 * of an event until a waiter has seen that it is over (level-triggered) or has been told
 * (edge).
 */
#ifndef EPOLL_PRIV_H
#define EPOLL_PRIV_H

#include <sys/epoll.h>
#include "posix.h"

struct epoll {
	struct uk_file file;
	struct member **of_fd; /* by descriptor; members of one number are chained */
	unsigned size;	       /* entries of of_fd */
	struct uk_list ready;
	struct uk_waitq waiters;
};

struct member {
	struct uk_file_watch watch;
	struct uk_list ready; /* unlinked: not on the list */
	struct epoll *set;
	struct uk_file *file; /* without a reference: closing it takes it out of the set */
	struct member *next;  /* same descriptor number, another file */
	int fd;
	uint32_t events; /* 0 with EPOLLONESHOT gone off: nothing is told */
	epoll_data_t data;
};

/* The set of descriptor @fd with a reference to its file, or NULL and *r: -EBADF, -EINVAL. */
struct epoll *uk_epoll_get(int fd, int *r);
/* @f as a set, or NULL if it is something else. */
struct epoll *uk_epoll_of(struct uk_file *f);
/* The events of interest that hold for @m now. */
uint32_t uk_epoll_look(const struct member *m);
/* Put @m on the ready list and wake a waiter. */
void uk_epoll_ready(struct member *m);
/* Take @m out of its set, and free it. */
void uk_epoll_remove(struct member *m);

#endif
