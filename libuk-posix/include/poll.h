/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Waiting on descriptors: POSIX XBD <poll.h>, with Linux's values and ppoll.
 */
#ifndef _POLL_H
#define _POLL_H

#include <sys/cdefs.h>
#include <sys/_sigset.h>
#include <sys/_timespec.h>

#if !defined(_SIGSET_T_DECLARED)
#define _SIGSET_T_DECLARED
typedef __sigset_t sigset_t;
#endif

typedef unsigned long nfds_t;

struct pollfd {
	int fd; /* negative: ignored */
	short events;
	short revents;
};

#define POLLIN	   0x1
#define POLLPRI	   0x2
#define POLLOUT	   0x4
#define POLLERR	   0x8
#define POLLHUP	   0x10
#define POLLNVAL   0x20
#define POLLRDNORM 0x40
#define POLLRDBAND 0x80
#define POLLWRNORM 0x100
#define POLLWRBAND 0x200
#define POLLRDHUP  0x2000

__BEGIN_DECLS
int poll(struct pollfd *fds, nfds_t n, int timeout_ms);
int ppoll(struct pollfd *fds, nfds_t n, const struct timespec *timeout, const sigset_t *mask);
__END_DECLS

#endif
