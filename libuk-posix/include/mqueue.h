/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Message queues within the image: POSIX XBD <mqueue.h>. Messages of one priority come out
 * in the order in which they went in, those of a higher one before. A mqd_t is a descriptor,
 * as on Linux: poll() waits for messages and for room, close() and fcntl() work.
 */
#ifndef _MQUEUE_H
#define _MQUEUE_H

#include <fcntl.h>
#include <sys/cdefs.h>
#include <sys/_timespec.h>
#include <sys/types.h>

struct sigevent;
typedef int mqd_t;

struct mq_attr {
	long mq_flags;	 /* O_NONBLOCK or 0 */
	long mq_maxmsg;	 /* messages that fit */
	long mq_msgsize; /* bytes of the largest */
	long mq_curmsgs; /* messages in it now */
};

__BEGIN_DECLS
/*
 * Open the queue @name ("/" and what has no "/" in it), O_RDONLY, O_WRONLY or O_RDWR, with
 * O_NONBLOCK and O_CLOEXEC. With O_CREAT (and O_EXCL) two arguments more: mode_t, which
 * fstat() tells and nobody asks, and const struct mq_attr *: mq_maxmsg up to 65536, mq_msgsize
 * up to 16 MiB; NULL: 10 of 8192. (mqd_t)-1 with EEXIST, EINVAL, EMFILE, ENAMETOOLONG, ENOENT,
 * ENOMEM. It lasts until it is unlinked and closed, or the image ends.
 */
mqd_t mq_open(const char *name, int flags, ...);
/* Ends also the notification that was asked for through @mq. EBADF. */
int mq_close(mqd_t mq);
/* The name goes at once, the queue with its last descriptor. ENAMETOOLONG, ENOENT. */
int mq_unlink(const char *name);
/*
 * Send @len bytes with a priority below 32768. A full queue: waits, is a point of
 * cancellation, or EAGAIN with O_NONBLOCK. EBADF, EINTR, EINVAL, EMSGSIZE, ENOMEM.
 */
int mq_send(mqd_t mq, const char *msg, size_t len, unsigned prio);
/* The same until CLOCK_REALTIME @abstime: ETIMEDOUT; EINVAL if it had to wait and cannot. */
int mq_timedsend(mqd_t mq, const char *msg, size_t len, unsigned prio,
		 const struct timespec *abstime);
/*
 * Take the first message into @msg; @len must be at least mq_msgsize (EMSGSIZE). @prio may be
 * NULL. Returns its length. Waiting and errors as mq_send().
 */
ssize_t mq_receive(mqd_t mq, char *msg, size_t len, unsigned *prio);
ssize_t mq_timedreceive(mqd_t mq, char *__restrict msg, size_t len, unsigned *__restrict prio,
			const struct timespec *__restrict abstime);
int mq_getattr(mqd_t mq, struct mq_attr *attr);
/* Of @attr only mq_flags counts. @old may be NULL. */
int mq_setattr(mqd_t mq, const struct mq_attr *__restrict attr, struct mq_attr *__restrict old);
/*
 * Notify once, as @event says, when a message comes into the empty queue and nobody waits for
 * it; NULL: no longer. EBADF, EBUSY (somebody is), EINVAL, EAGAIN (no thread for SIGEV_THREAD).
 */
int mq_notify(mqd_t mq, const struct sigevent *event);
__END_DECLS

#endif
