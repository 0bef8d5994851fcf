/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Asynchronous input and output: POSIX XBD <aio.h>. Threads of the library do it, up to 16 at
 * a time; requests on one open file are done in the order in which they were made.
 */
#ifndef _AIO_H
#define _AIO_H

#include <fcntl.h>
#include <signal.h>
#include <sys/cdefs.h>
#include <sys/types.h>
#include <time.h>

/* A request. It and its buffer are the library's from the call until it is done. */
struct aiocb {
	int aio_fildes;
	off_t aio_offset; /* for files with a position; with O_APPEND it is the end */
	volatile void *aio_buf;
	size_t aio_nbytes;
	int aio_reqprio; /* 0 to 20; makes no difference */
	struct sigevent aio_sigevent;
	int aio_lio_opcode; /* of lio_listio(): LIO_READ, … */
	/* private */
	void *__link[2], *__file, *__group;
	int __op, __state, __error;
	ssize_t __result;
};

/* What aio_cancel() returns. */
#define AIO_CANCELED	0
#define AIO_NOTCANCELED 1
#define AIO_ALLDONE	2
/* aio_lio_opcode */
#define LIO_READ  0
#define LIO_WRITE 1
#define LIO_NOP	  2
/* How lio_listio() works. */
#define LIO_WAIT   0
#define LIO_NOWAIT 1

__BEGIN_DECLS
/*
 * Ask for @cb->aio_nbytes bytes, or for fsync() (@op is O_SYNC) or fdatasync() (O_DSYNC); then
 * comes what aio_sigevent says. 0, or -1 with EAGAIN (more than 1024 at a time, or no thread),
 * EBADF, EINVAL.
 */
int aio_read(struct aiocb *cb);
int aio_write(struct aiocb *cb);
int aio_fsync(int op, struct aiocb *cb);
/* EINPROGRESS, 0, its errno, ECANCELED; -1 with EINVAL before the call and after aio_return().
 */
int aio_error(const struct aiocb *cb);
/* The result as of read(), once it is done; -1 and EINVAL otherwise. */
ssize_t aio_return(struct aiocb *cb);
/*
 * Wait until one of @n requests, or NULLs, is done: 0; or -1 with EAGAIN (@timeout passed) or
 * EINTR. A point of cancellation.
 */
int aio_suspend(const struct aiocb *const list[], int n, const struct timespec *timeout);
/* Take back @cb, with NULL all on @fd, if it has not begun. -1 and EBADF. */
int aio_cancel(int fd, struct aiocb *cb);
/*
 * All of @list (up to 256, NULLs are skipped), and with LIO_WAIT wait for them (EINTR);
 * with LIO_NOWAIT comes what @event says when the last is done, if it is not NULL. -1 with
 * EAGAIN, EINVAL, EIO: some failed, aio_error() knows which.
 */
int lio_listio(int mode, struct aiocb *__restrict const list[__restrict], int n,
	       struct sigevent *__restrict event);
__END_DECLS

#endif
