/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Waiting on many descriptors, as Linux has it (epoll(7)).
 */
#ifndef _SYS_EPOLL_H
#define _SYS_EPOLL_H

#include <fcntl.h>
#include <stdint.h>
#include <sys/cdefs.h>
#include <sys/_sigset.h>
#include <sys/_timespec.h>

#if !defined(_SIGSET_T_DECLARED)
#define _SIGSET_T_DECLARED
typedef __sigset_t sigset_t;
#endif

#define EPOLL_CLOEXEC O_CLOEXEC

#define EPOLL_CTL_ADD 1
#define EPOLL_CTL_DEL 2
#define EPOLL_CTL_MOD 3

enum EPOLL_EVENTS {
	EPOLLIN = 0x001,
	EPOLLPRI = 0x002,
	EPOLLOUT = 0x004,
	EPOLLERR = 0x008,
	EPOLLHUP = 0x010,
	EPOLLRDNORM = 0x040,
	EPOLLRDBAND = 0x080,
	EPOLLWRNORM = 0x100,
	EPOLLWRBAND = 0x200,
	EPOLLMSG = 0x400,
	EPOLLRDHUP = 0x2000,
};
#define EPOLLIN	    EPOLLIN
#define EPOLLPRI    EPOLLPRI
#define EPOLLOUT    EPOLLOUT
#define EPOLLERR    EPOLLERR
#define EPOLLHUP    EPOLLHUP
#define EPOLLRDNORM EPOLLRDNORM
#define EPOLLRDBAND EPOLLRDBAND
#define EPOLLWRNORM EPOLLWRNORM
#define EPOLLWRBAND EPOLLWRBAND
#define EPOLLMSG    EPOLLMSG
#define EPOLLRDHUP  EPOLLRDHUP
/* Beyond the range of an enumerator. EPOLLEXCLUSIVE is accepted: one waiter is woken anyway. */
#define EPOLLEXCLUSIVE (1u << 28)
#define EPOLLWAKEUP    (1u << 29)
#define EPOLLONESHOT   (1u << 30)
#define EPOLLET	       (1u << 31)

typedef union epoll_data {
	void *ptr;
	int fd;
	uint32_t u32;
	uint64_t u64;
} epoll_data_t;

/* Packed, as on Linux's x86-64, where programs print and save it. */
struct epoll_event {
	uint32_t events;
	epoll_data_t data;
} __attribute__((__packed__));

__BEGIN_DECLS
/* A descriptor on an empty set of interest; -1 and EINVAL, EMFILE, ENOMEM. */
int epoll_create(int size);
int epoll_create1(int flags);
/*
 * Add, change or remove interest in @fd: EBADF, EEXIST, ENOENT, ENOMEM, EINVAL, EPERM (a file
 * that is always ready), ELOOP (epolls that watch each other, or more than five deep).
 */
int epoll_ctl(int epfd, int op, int fd, struct epoll_event *event);
/* Up to @max events, waiting at most @timeout_ms (-1: for ever). Their number; EBADF, EINVAL.
 */
int epoll_wait(int epfd, struct epoll_event *events, int max, int timeout_ms);
int epoll_pwait(int epfd, struct epoll_event *events, int max, int timeout_ms,
		const sigset_t *mask);
int epoll_pwait2(int epfd, struct epoll_event *events, int max, const struct timespec *timeout,
		 const sigset_t *mask);
__END_DECLS

#endif
